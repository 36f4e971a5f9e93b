module.exports = {
  heffl: {
    input: process.env.DOCUMENT,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is written into the client, and read with each request
    output: { target: "client.ts", client: "fetch", baseUrl: "${process.env.HEFFL_BASE_URL}" },
  },
};
