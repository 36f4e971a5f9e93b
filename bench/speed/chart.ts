import type { Peer } from "./peer.ts";
import { whole } from "./table.ts";

export interface Bar {
  name: string;
  kind: Peer["kind"];
  value: number;
  least: number;
  most: number;
}

const WIDTH = 760;
const LABELS = 230;
const ROW = 24;
const TOP = 56;
const PLOT = WIDTH - LABELS - 90;

// It paints its own ground, so that it can be read on any page.
const STYLE = `svg{font:13px system-ui,sans-serif}.ground{fill:#fff}text{fill:#1f2328}.small{fill:#59636e;font-size:12px}
.ours{fill:#0969da}.bare{fill:#8c959f}.library,.SDK{fill:#c2a36b}.spread{stroke:#1f2328;stroke-width:1.5}
@media (prefers-color-scheme:dark){.ground{fill:#0d1117}text{fill:#f0f6fc}.small{fill:#9198a1}
.ours{fill:#4493f8}.bare{fill:#656c76}.library,.SDK{fill:#9e7f45}.spread{stroke:#f0f6fc}}`;

/** Bars with the spread of the rounds as a line over each: an SVG by itself, in light and dark. */
export function chart(title: string, subtitle: string, bars: Bar[]): string {
  const height = TOP + bars.length * ROW + 16;
  const scale = PLOT / Math.max(...bars.map(({ most }) => most));
  const x = (value: number): string => (LABELS + value * scale).toFixed(1);
  const rows = bars.map(({ name, kind, value, least, most }, index) => {
    const y = TOP + index * ROW;
    const middle = y + ROW / 2;
    const weight = kind === "ours" ? ' font-weight="700"' : "";
    return `<text x="${LABELS - 10}" y="${middle + 4}" text-anchor="end"${weight}>${escaped(name)}</text>
<rect class="${kind}" x="${LABELS}" y="${y + 4}" width="${(value * scale).toFixed(1)}" height="${ROW - 8}" rx="2"/>
<line class="spread" x1="${x(least)}" x2="${x(most)}" y1="${middle}" y2="${middle}"/>
<text x="${(LABELS + most * scale + 8).toFixed(1)}" y="${middle + 4}"${weight}>${whole(value)}</text>`;
  });
  const told = bars.map(({ name, value }) => `${name} ${whole(value)}`).join(", ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-labelledby="t d">
<title id="t">${escaped(title)}</title>
<desc id="d">${escaped(`${subtitle} ${told}.`)}</desc>
<style>${STYLE}</style>
<rect class="ground" width="100%" height="100%" rx="6"/>
<text x="16" y="24" font-weight="700" font-size="15">${escaped(title)}</text>
<text class="small" x="16" y="43">${escaped(subtitle)}</text>
${rows.join("\n")}
</svg>
`;
}

const escaped = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
