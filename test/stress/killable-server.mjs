// A server that can be killed at any moment: each task stands in a file before its answer begins. Started by killed-server.ts.
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";

const [port, file] = process.argv.slice(2);
createServer(async (request, response) => {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const { title } = JSON.parse(body);
  const id = `tsk_${process.pid}_${title}`;
  appendFileSync(file, `${title} ${id}\n`);
  // Now or a little later, so that a kill comes between the two.
  setTimeout(() => {
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ id, title }));
  }, Number(title) % 5);
}).listen({ port: Number(port), host: "127.0.0.1" }, () => process.send?.("ready"));
process.on("disconnect", () => process.exit());
