import { describe, expect, test } from "vitest";
import { Heffl } from "../../src/index.ts";

const TITLES = [
  "t",
  "it's",
  'a "quoted" one',
  "$(Remove-Item x)",
  "`n; calc",
  "'; calc; '",
  "’; calc; ‘",
  "‚; calc; ‛",
  "a\nb",
  "Ä 🙂",
  "\\",
  "@'\n'@",
  "%PATH%",
  "--%",
];

describe("preview has a command for PowerShell in addition to the one for POSIX shells", () => {
  test.each(TITLES)("with the title %j quoted so that nothing of it runs", (title) => {
    const preview = new Heffl({ apiKey: "test-key" }).tasks.preview({ title }) as ReturnType<
      Heffl["tasks"]["preview"]
    > & { powershell: string };
    const { powershell } = preview;
    expect(powershell).toContain("Invoke-RestMethod");
    expect(powershell).toContain("$env:HEFFL_API_KEY");
    // Between single quotes PowerShell knows nothing but the quote, of which it takes five characters for one.
    const quoted = [...powershell.matchAll(/'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'/g)].map(([text]) =>
      text.slice(1, -1).replaceAll(/(['‘’‚‛])\1/g, "$1"),
    );
    expect(quoted).toContain(preview.body);
    const outside = powershell.replaceAll(/'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'/g, "");
    expect(outside).not.toMatch(/calc|Remove-Item|['‘’‚‛"]/);
    expect(outside.match(/\$\w+(?::\w+)?/g)).toEqual(["$env:HEFFL_API_KEY"]);
  });
});
