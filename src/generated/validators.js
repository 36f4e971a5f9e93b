// Written by `npm run generate` from openapi/openapi.yaml. Do not edit.
"use strict";
export const validateNewTask = validate10;
const formats0 = /^(?:\d{4}-(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|\d{4}-(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|\d{4}-02-(?:0[1-9]|1\d|2[0-8])|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)[Tt](?:[01]\d|2[0-3]):[0-5]\d:(?:[0-5]\d|60)(?:\.\d+)?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
const pattern0 = new RegExp("^cf_", "u");

function validate10(data){
let vErrors = null;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.title === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "title"}});
}
if(data.title !== undefined){
if(typeof data.title !== "string"){
(vErrors ??= []).push({instancePath:"/title",keyword:"type",params:{type: "string"}});
}
}
if(data.description !== undefined){
let data1 = data.description;
if((typeof data1 !== "string") && (data1 !== null)){
(vErrors ??= []).push({instancePath:"/description",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.status !== undefined){
let data2 = data.status;
if(!(((((data2 === "OPEN") || (data2 === "IN_PROGRESS")) || (data2 === "ON_HOLD")) || (data2 === "COMPLETED")) || (data2 === "CANCELLED"))){
(vErrors ??= []).push({instancePath:"/status",keyword:"enum",params:{allowedValues: ["OPEN","IN_PROGRESS","ON_HOLD","COMPLETED","CANCELLED"]}});
}
}
if(data.type !== undefined){
let data3 = data.type;
if(!(((data3 === "call") || (data3 === "todo")) || (data3 === "meeting"))){
(vErrors ??= []).push({instancePath:"/type",keyword:"enum",params:{allowedValues: ["call","todo","meeting"]}});
}
}
if(data.priority !== undefined){
let data4 = data.priority;
if(!((((data4 === "LOW") || (data4 === "MEDIUM")) || (data4 === "HIGH")) || (data4 === null))){
(vErrors ??= []).push({instancePath:"/priority",keyword:"enum",params:{allowedValues: ["LOW","MEDIUM","HIGH",null]}});
}
}
if(data.startDate !== undefined){
let data5 = data.startDate;
if(typeof data5 === "string"){
if(!(formats0.test(data5))){
(vErrors ??= []).push({instancePath:"/startDate",keyword:"format",params:{format: "date-time"}});
}
}
else {
(vErrors ??= []).push({instancePath:"/startDate",keyword:"type",params:{type: "string"}});
}
}
if(data.dueDate !== undefined){
let data6 = data.dueDate;
if(typeof data6 === "string"){
if(!(formats0.test(data6))){
(vErrors ??= []).push({instancePath:"/dueDate",keyword:"format",params:{format: "date-time"}});
}
}
else {
(vErrors ??= []).push({instancePath:"/dueDate",keyword:"type",params:{type: "string"}});
}
}
if(data.showTime !== undefined){
if(typeof data.showTime !== "boolean"){
(vErrors ??= []).push({instancePath:"/showTime",keyword:"type",params:{type: "boolean"}});
}
}
if(data.durationMinutes !== undefined){
let data8 = data.durationMinutes;
if((typeof data8 == "number") && (isFinite(data8))){
if(data8 < 0 || isNaN(data8)){
(vErrors ??= []).push({instancePath:"/durationMinutes",keyword:"minimum",params:{comparison: ">=", limit: 0}});
}
}
else {
(vErrors ??= []).push({instancePath:"/durationMinutes",keyword:"type",params:{type: "number"}});
}
}
if(data.assigneeIds !== undefined){
let data9 = data.assigneeIds;
if(Array.isArray(data9)){
const len0 = data9.length;
for(let i0=0; i0<len0; i0++){
if(typeof data9[i0] !== "string"){
(vErrors ??= []).push({instancePath:"/assigneeIds/" + i0,keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/assigneeIds",keyword:"type",params:{type: "array"}});
}
}
if(data.tagIds !== undefined){
let data11 = data.tagIds;
if(Array.isArray(data11)){
const len1 = data11.length;
for(let i1=0; i1<len1; i1++){
if(typeof data11[i1] !== "string"){
(vErrors ??= []).push({instancePath:"/tagIds/" + i1,keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/tagIds",keyword:"type",params:{type: "array"}});
}
}
if(data.entity !== undefined){
let data13 = data.entity;
if(!(((data13 === "projects") || (data13 === "leads")) || (data13 === "deals"))){
(vErrors ??= []).push({instancePath:"/entity",keyword:"enum",params:{allowedValues: ["projects","leads","deals"]}});
}
}
if(data.entityId !== undefined){
let data14 = data.entityId;
if((typeof data14 !== "string") && (data14 !== null)){
(vErrors ??= []).push({instancePath:"/entityId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.entity !== undefined){
if(data.entityId === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"dependentRequired",params:{property: "entity",
    missingProperty: "entityId",
    depsCount: 1,
    deps: "entityId"}});
}
}
for(const key0 in data){
if(!((((((((((((((key0 === "title") || (key0 === "description")) || (key0 === "status")) || (key0 === "type")) || (key0 === "priority")) || (key0 === "startDate")) || (key0 === "dueDate")) || (key0 === "showTime")) || (key0 === "durationMinutes")) || (key0 === "assigneeIds")) || (key0 === "tagIds")) || (key0 === "entity")) || (key0 === "entityId")) || (pattern0.test(key0)))){
(vErrors ??= []).push({instancePath:"",keyword:"closedBut",params:{propertyName: key0}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"",keyword:"type",params:{type: "object"}});
}
validate10.errors = vErrors;
return vErrors === null;
}

export const validateHefflTask = validate11;

function validate11(data){
let vErrors = null;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.id === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "id"}});
}
if(data.number === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "number"}});
}
if(data.title === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "title"}});
}
if(data.status === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "status"}});
}
if(data.type === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "type"}});
}
if(data.showTime === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "showTime"}});
}
if(data.assigneeIds === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "assigneeIds"}});
}
if(data.tagIds === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "tagIds"}});
}
if(data.id !== undefined){
if(typeof data.id !== "string"){
(vErrors ??= []).push({instancePath:"/id",keyword:"type",params:{type: "string"}});
}
}
if(data.number !== undefined){
if(typeof data.number !== "string"){
(vErrors ??= []).push({instancePath:"/number",keyword:"type",params:{type: "string"}});
}
}
if(data.title !== undefined){
if(typeof data.title !== "string"){
(vErrors ??= []).push({instancePath:"/title",keyword:"type",params:{type: "string"}});
}
}
if(data.description !== undefined){
let data3 = data.description;
if((typeof data3 !== "string") && (data3 !== null)){
(vErrors ??= []).push({instancePath:"/description",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.status !== undefined){
let data4 = data.status;
if(!(((((data4 === "OPEN") || (data4 === "IN_PROGRESS")) || (data4 === "ON_HOLD")) || (data4 === "COMPLETED")) || (data4 === "CANCELLED"))){
(vErrors ??= []).push({instancePath:"/status",keyword:"enum",params:{allowedValues: ["OPEN","IN_PROGRESS","ON_HOLD","COMPLETED","CANCELLED"]}});
}
}
if(data.type !== undefined){
let data5 = data.type;
if(!(((data5 === "call") || (data5 === "todo")) || (data5 === "meeting"))){
(vErrors ??= []).push({instancePath:"/type",keyword:"enum",params:{allowedValues: ["call","todo","meeting"]}});
}
}
if(data.priority !== undefined){
let data6 = data.priority;
if(!((((data6 === "LOW") || (data6 === "MEDIUM")) || (data6 === "HIGH")) || (data6 === null))){
(vErrors ??= []).push({instancePath:"/priority",keyword:"enum",params:{allowedValues: ["LOW","MEDIUM","HIGH",null]}});
}
}
if(data.startDate !== undefined){
let data7 = data.startDate;
if((typeof data7 !== "string") && (data7 !== null)){
(vErrors ??= []).push({instancePath:"/startDate",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data7 === "string"){
if(!(formats0.test(data7))){
(vErrors ??= []).push({instancePath:"/startDate",keyword:"format",params:{format: "date-time"}});
}
}
}
if(data.dueDate !== undefined){
let data8 = data.dueDate;
if((typeof data8 !== "string") && (data8 !== null)){
(vErrors ??= []).push({instancePath:"/dueDate",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data8 === "string"){
if(!(formats0.test(data8))){
(vErrors ??= []).push({instancePath:"/dueDate",keyword:"format",params:{format: "date-time"}});
}
}
}
if(data.showTime !== undefined){
if(typeof data.showTime !== "boolean"){
(vErrors ??= []).push({instancePath:"/showTime",keyword:"type",params:{type: "boolean"}});
}
}
if(data.durationMinutes !== undefined){
let data10 = data.durationMinutes;
if((!((typeof data10 == "number") && (isFinite(data10)))) && (data10 !== null)){
(vErrors ??= []).push({instancePath:"/durationMinutes",keyword:"type",params:{type: ["number","null"]}});
}
}
if(data.completedOn !== undefined){
let data11 = data.completedOn;
if((typeof data11 !== "string") && (data11 !== null)){
(vErrors ??= []).push({instancePath:"/completedOn",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data11 === "string"){
if(!(formats0.test(data11))){
(vErrors ??= []).push({instancePath:"/completedOn",keyword:"format",params:{format: "date-time"}});
}
}
}
if(data.assigneeIds !== undefined){
let data12 = data.assigneeIds;
if(Array.isArray(data12)){
const len0 = data12.length;
for(let i0=0; i0<len0; i0++){
if(typeof data12[i0] !== "string"){
(vErrors ??= []).push({instancePath:"/assigneeIds/" + i0,keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/assigneeIds",keyword:"type",params:{type: "array"}});
}
}
if(data.tagIds !== undefined){
let data14 = data.tagIds;
if(Array.isArray(data14)){
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
if(typeof data14[i1] !== "string"){
(vErrors ??= []).push({instancePath:"/tagIds/" + i1,keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/tagIds",keyword:"type",params:{type: "array"}});
}
}
if(data.entity !== undefined){
let data16 = data.entity;
if(!((((data16 === "projects") || (data16 === "leads")) || (data16 === "deals")) || (data16 === null))){
(vErrors ??= []).push({instancePath:"/entity",keyword:"enum",params:{allowedValues: ["projects","leads","deals",null]}});
}
}
if(data.entityId !== undefined){
let data17 = data.entityId;
if((typeof data17 !== "string") && (data17 !== null)){
(vErrors ??= []).push({instancePath:"/entityId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.projectId !== undefined){
let data18 = data.projectId;
if((typeof data18 !== "string") && (data18 !== null)){
(vErrors ??= []).push({instancePath:"/projectId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.leadId !== undefined){
let data19 = data.leadId;
if((typeof data19 !== "string") && (data19 !== null)){
(vErrors ??= []).push({instancePath:"/leadId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.dealId !== undefined){
let data20 = data.dealId;
if((typeof data20 !== "string") && (data20 !== null)){
(vErrors ??= []).push({instancePath:"/dealId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.clientId !== undefined){
let data21 = data.clientId;
if((typeof data21 !== "string") && (data21 !== null)){
(vErrors ??= []).push({instancePath:"/clientId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.contactId !== undefined){
let data22 = data.contactId;
if((typeof data22 !== "string") && (data22 !== null)){
(vErrors ??= []).push({instancePath:"/contactId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.createdById !== undefined){
let data23 = data.createdById;
if((typeof data23 !== "string") && (data23 !== null)){
(vErrors ??= []).push({instancePath:"/createdById",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.createdByName !== undefined){
let data24 = data.createdByName;
if((typeof data24 !== "string") && (data24 !== null)){
(vErrors ??= []).push({instancePath:"/createdByName",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data.createdAt !== undefined){
let data25 = data.createdAt;
if((typeof data25 !== "string") && (data25 !== null)){
(vErrors ??= []).push({instancePath:"/createdAt",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data25 === "string"){
if(!(formats0.test(data25))){
(vErrors ??= []).push({instancePath:"/createdAt",keyword:"format",params:{format: "date-time"}});
}
}
}
if(data.updatedAt !== undefined){
let data26 = data.updatedAt;
if((typeof data26 !== "string") && (data26 !== null)){
(vErrors ??= []).push({instancePath:"/updatedAt",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data26 === "string"){
if(!(formats0.test(data26))){
(vErrors ??= []).push({instancePath:"/updatedAt",keyword:"format",params:{format: "date-time"}});
}
}
}
}
else {
(vErrors ??= []).push({instancePath:"",keyword:"type",params:{type: "object"}});
}
validate11.errors = vErrors;
return vErrors === null;
}

export const validateErrorResponse = validate12;

function validate12(data){
let vErrors = null;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.error === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "error"}});
}
if(data.error !== undefined){
let data0 = data.error;
if(data0 && typeof data0 == "object" && !Array.isArray(data0)){
if(data0.code === undefined){
(vErrors ??= []).push({instancePath:"/error",keyword:"required",params:{missingProperty: "code"}});
}
if(data0.message === undefined){
(vErrors ??= []).push({instancePath:"/error",keyword:"required",params:{missingProperty: "message"}});
}
if(data0.code !== undefined){
let data1 = data0.code;
if(!((((((((data1 === "VALIDATION_ERROR") || (data1 === "BAD_REQUEST")) || (data1 === "UNAUTHORIZED")) || (data1 === "FORBIDDEN")) || (data1 === "NOT_FOUND")) || (data1 === "CONFLICT")) || (data1 === "TOO_MANY_REQUESTS")) || (data1 === "INTERNAL_SERVER_ERROR"))){
(vErrors ??= []).push({instancePath:"/error/code",keyword:"enum",params:{allowedValues: ["VALIDATION_ERROR","BAD_REQUEST","UNAUTHORIZED","FORBIDDEN","NOT_FOUND","CONFLICT","TOO_MANY_REQUESTS","INTERNAL_SERVER_ERROR"]}});
}
}
if(data0.message !== undefined){
if(typeof data0.message !== "string"){
(vErrors ??= []).push({instancePath:"/error/message",keyword:"type",params:{type: "string"}});
}
}
if(data0.details !== undefined){
let data3 = data0.details;
if(data3 && typeof data3 == "object" && !Array.isArray(data3)){
if(data3.issues !== undefined){
let data4 = data3.issues;
if(Array.isArray(data4)){
const len0 = data4.length;
for(let i0=0; i0<len0; i0++){
let data5 = data4[i0];
if(data5 && typeof data5 == "object" && !Array.isArray(data5)){
if(data5.message === undefined){
(vErrors ??= []).push({instancePath:"/error/details/issues/" + i0,keyword:"required",params:{missingProperty: "message"}});
}
if(data5.field !== undefined){
if(typeof data5.field !== "string"){
(vErrors ??= []).push({instancePath:"/error/details/issues/" + i0+"/field",keyword:"type",params:{type: "string"}});
}
}
if(data5.message !== undefined){
if(typeof data5.message !== "string"){
(vErrors ??= []).push({instancePath:"/error/details/issues/" + i0+"/message",keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/error/details/issues/" + i0,keyword:"type",params:{type: "object"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/error/details/issues",keyword:"type",params:{type: "array"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/error/details",keyword:"type",params:{type: "object"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/error",keyword:"type",params:{type: "object"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"",keyword:"type",params:{type: "object"}});
}
validate12.errors = vErrors;
return vErrors === null;
}

export const validateTaskPage = validate13;

function validate13(data){
let vErrors = null;
if(data && typeof data == "object" && !Array.isArray(data)){
if(data.data === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "data"}});
}
if(data.meta === undefined){
(vErrors ??= []).push({instancePath:"",keyword:"required",params:{missingProperty: "meta"}});
}
if(data.data !== undefined){
let data0 = data.data;
if(Array.isArray(data0)){
const len0 = data0.length;
for(let i0=0; i0<len0; i0++){
let data1 = data0[i0];
if(data1 && typeof data1 == "object" && !Array.isArray(data1)){
if(data1.id === undefined){
(vErrors ??= []).push({instancePath:"/data/" + i0,keyword:"required",params:{missingProperty: "id"}});
}
if(data1.number === undefined){
(vErrors ??= []).push({instancePath:"/data/" + i0,keyword:"required",params:{missingProperty: "number"}});
}
if(data1.title === undefined){
(vErrors ??= []).push({instancePath:"/data/" + i0,keyword:"required",params:{missingProperty: "title"}});
}
if(data1.status === undefined){
(vErrors ??= []).push({instancePath:"/data/" + i0,keyword:"required",params:{missingProperty: "status"}});
}
if(data1.type === undefined){
(vErrors ??= []).push({instancePath:"/data/" + i0,keyword:"required",params:{missingProperty: "type"}});
}
if(data1.showTime === undefined){
(vErrors ??= []).push({instancePath:"/data/" + i0,keyword:"required",params:{missingProperty: "showTime"}});
}
if(data1.assigneeIds === undefined){
(vErrors ??= []).push({instancePath:"/data/" + i0,keyword:"required",params:{missingProperty: "assigneeIds"}});
}
if(data1.tagIds === undefined){
(vErrors ??= []).push({instancePath:"/data/" + i0,keyword:"required",params:{missingProperty: "tagIds"}});
}
if(data1.id !== undefined){
if(typeof data1.id !== "string"){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/id",keyword:"type",params:{type: "string"}});
}
}
if(data1.number !== undefined){
if(typeof data1.number !== "string"){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/number",keyword:"type",params:{type: "string"}});
}
}
if(data1.title !== undefined){
if(typeof data1.title !== "string"){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/title",keyword:"type",params:{type: "string"}});
}
}
if(data1.description !== undefined){
let data5 = data1.description;
if((typeof data5 !== "string") && (data5 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/description",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data1.status !== undefined){
let data6 = data1.status;
if(!(((((data6 === "OPEN") || (data6 === "IN_PROGRESS")) || (data6 === "ON_HOLD")) || (data6 === "COMPLETED")) || (data6 === "CANCELLED"))){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/status",keyword:"enum",params:{allowedValues: ["OPEN","IN_PROGRESS","ON_HOLD","COMPLETED","CANCELLED"]}});
}
}
if(data1.type !== undefined){
let data7 = data1.type;
if(!(((data7 === "call") || (data7 === "todo")) || (data7 === "meeting"))){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/type",keyword:"enum",params:{allowedValues: ["call","todo","meeting"]}});
}
}
if(data1.priority !== undefined){
let data8 = data1.priority;
if(!((((data8 === "LOW") || (data8 === "MEDIUM")) || (data8 === "HIGH")) || (data8 === null))){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/priority",keyword:"enum",params:{allowedValues: ["LOW","MEDIUM","HIGH",null]}});
}
}
if(data1.startDate !== undefined){
let data9 = data1.startDate;
if((typeof data9 !== "string") && (data9 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/startDate",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data9 === "string"){
if(!(formats0.test(data9))){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/startDate",keyword:"format",params:{format: "date-time"}});
}
}
}
if(data1.dueDate !== undefined){
let data10 = data1.dueDate;
if((typeof data10 !== "string") && (data10 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/dueDate",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data10 === "string"){
if(!(formats0.test(data10))){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/dueDate",keyword:"format",params:{format: "date-time"}});
}
}
}
if(data1.showTime !== undefined){
if(typeof data1.showTime !== "boolean"){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/showTime",keyword:"type",params:{type: "boolean"}});
}
}
if(data1.durationMinutes !== undefined){
let data12 = data1.durationMinutes;
if((!((typeof data12 == "number") && (isFinite(data12)))) && (data12 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/durationMinutes",keyword:"type",params:{type: ["number","null"]}});
}
}
if(data1.completedOn !== undefined){
let data13 = data1.completedOn;
if((typeof data13 !== "string") && (data13 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/completedOn",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data13 === "string"){
if(!(formats0.test(data13))){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/completedOn",keyword:"format",params:{format: "date-time"}});
}
}
}
if(data1.assigneeIds !== undefined){
let data14 = data1.assigneeIds;
if(Array.isArray(data14)){
const len1 = data14.length;
for(let i1=0; i1<len1; i1++){
if(typeof data14[i1] !== "string"){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/assigneeIds/" + i1,keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/data/" + i0+"/assigneeIds",keyword:"type",params:{type: "array"}});
}
}
if(data1.tagIds !== undefined){
let data16 = data1.tagIds;
if(Array.isArray(data16)){
const len2 = data16.length;
for(let i2=0; i2<len2; i2++){
if(typeof data16[i2] !== "string"){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/tagIds/" + i2,keyword:"type",params:{type: "string"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/data/" + i0+"/tagIds",keyword:"type",params:{type: "array"}});
}
}
if(data1.entity !== undefined){
let data18 = data1.entity;
if(!((((data18 === "projects") || (data18 === "leads")) || (data18 === "deals")) || (data18 === null))){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/entity",keyword:"enum",params:{allowedValues: ["projects","leads","deals",null]}});
}
}
if(data1.entityId !== undefined){
let data19 = data1.entityId;
if((typeof data19 !== "string") && (data19 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/entityId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data1.projectId !== undefined){
let data20 = data1.projectId;
if((typeof data20 !== "string") && (data20 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/projectId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data1.leadId !== undefined){
let data21 = data1.leadId;
if((typeof data21 !== "string") && (data21 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/leadId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data1.dealId !== undefined){
let data22 = data1.dealId;
if((typeof data22 !== "string") && (data22 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/dealId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data1.clientId !== undefined){
let data23 = data1.clientId;
if((typeof data23 !== "string") && (data23 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/clientId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data1.contactId !== undefined){
let data24 = data1.contactId;
if((typeof data24 !== "string") && (data24 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/contactId",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data1.createdById !== undefined){
let data25 = data1.createdById;
if((typeof data25 !== "string") && (data25 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/createdById",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data1.createdByName !== undefined){
let data26 = data1.createdByName;
if((typeof data26 !== "string") && (data26 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/createdByName",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data1.createdAt !== undefined){
let data27 = data1.createdAt;
if((typeof data27 !== "string") && (data27 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/createdAt",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data27 === "string"){
if(!(formats0.test(data27))){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/createdAt",keyword:"format",params:{format: "date-time"}});
}
}
}
if(data1.updatedAt !== undefined){
let data28 = data1.updatedAt;
if((typeof data28 !== "string") && (data28 !== null)){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/updatedAt",keyword:"type",params:{type: ["string","null"]}});
}
if(typeof data28 === "string"){
if(!(formats0.test(data28))){
(vErrors ??= []).push({instancePath:"/data/" + i0+"/updatedAt",keyword:"format",params:{format: "date-time"}});
}
}
}
}
else {
(vErrors ??= []).push({instancePath:"/data/" + i0,keyword:"type",params:{type: "object"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/data",keyword:"type",params:{type: "array"}});
}
}
if(data.meta !== undefined){
let data29 = data.meta;
if(data29 && typeof data29 == "object" && !Array.isArray(data29)){
if(data29.nextCursor === undefined){
(vErrors ??= []).push({instancePath:"/meta",keyword:"required",params:{missingProperty: "nextCursor"}});
}
if(data29.hasMore === undefined){
(vErrors ??= []).push({instancePath:"/meta",keyword:"required",params:{missingProperty: "hasMore"}});
}
if(data29.nextCursor !== undefined){
let data30 = data29.nextCursor;
if((typeof data30 !== "string") && (data30 !== null)){
(vErrors ??= []).push({instancePath:"/meta/nextCursor",keyword:"type",params:{type: ["string","null"]}});
}
}
if(data29.hasMore !== undefined){
if(typeof data29.hasMore !== "boolean"){
(vErrors ??= []).push({instancePath:"/meta/hasMore",keyword:"type",params:{type: "boolean"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"/meta",keyword:"type",params:{type: "object"}});
}
}
}
else {
(vErrors ??= []).push({instancePath:"",keyword:"type",params:{type: "object"}});
}
validate13.errors = vErrors;
return vErrors === null;
}

