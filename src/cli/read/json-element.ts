const STOP = /["{}[\],]/g;
const STRING_STOP = /["\\\n\r]/g;

/**
 * Where the array element that begins at `from` ends. Undefined if the text ends before that, and `"broken"` if its brackets or
 * quotes don't match, so that its end can't be found.
 */
export function elementEnd(text: string, from: number): number | undefined | "broken" {
  const closing: string[] = [];
  STOP.lastIndex = from;
  for (let stop = STOP.exec(text); stop !== null; stop = STOP.exec(text)) {
    const [character] = stop;
    if (character === '"') {
      const end = stringEnd(text, stop.index);
      if (typeof end !== "number") return end;
      STOP.lastIndex = end;
    } else if (character === "{") closing.push("}");
    else if (character === "[") closing.push("]");
    else if (closing.length === 0) return character === "}" ? "broken" : stop.index;
    else if (character !== ",") {
      if (closing.pop() !== character) return "broken";
      if (closing.length === 0) return stop.index + 1;
    }
  }
  return undefined;
}

function stringEnd(text: string, from: number): number | undefined | "broken" {
  STRING_STOP.lastIndex = from + 1;
  for (let stop = STRING_STOP.exec(text); stop !== null; stop = STRING_STOP.exec(text)) {
    if (stop[0] === '"') return stop.index + 1;
    // A string with a line end in it isn't closed: reading on would take what follows as part of it.
    if (stop[0] !== "\\") return "broken";
    STRING_STOP.lastIndex = stop.index + 2;
  }
  return undefined;
}
