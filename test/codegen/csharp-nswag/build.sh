#!/usr/bin/env bash
set -euo pipefail
npm install --prefix "$BUILD" --no-save --no-package-lock --no-audit --no-fund --ignore-scripts nswag@14.7.1
cp ./*.cs "$BUILD/"
cd "$BUILD"
nswag=node_modules/nswag/bin/binaries/Win
name=System.Runtime.InteropServices.RuntimeInformation.dll
mkdir facades
mcs PublicKey.cs -out:PublicKey.exe
mono PublicKey.exe $nswag/$name key.pub
mcs -target:library -delaysign+ -keyfile:key.pub Facade.cs -out:facades/$name
MONO_PATH=facades mono $nswag/NSwag.exe openapi2csclient "/input:$DOCUMENT" /output:Client.cs /namespace:Heffl \
  /className:HefflClient /injectHttpClient:true /generateOptionalPropertiesAsNullable:true
cp $nswag/Newtonsoft.Json.dll .
mcs -langversion:latest -r:Newtonsoft.Json.dll -r:System.Net.Http.dll -r:System.Runtime.Serialization.dll \
  -r:System.ComponentModel.DataAnnotations.dll Client.cs Driver.cs -out:Driver.exe
