// What needs a script on every page: the theme's button, the menu on a phone, and the search.
const root = document.documentElement;

const theme = document.querySelector(".theme");
const label = () => {
  theme.textContent = root.classList.contains("dark") ? "Light" : "Dark";
  theme.setAttribute("aria-label", `${theme.textContent} theme`);
};
theme.hidden = false;
label();
theme.addEventListener("click", () => {
  const mode = root.classList.contains("dark") ? "light" : "dark";
  root.classList.remove("light", "dark");
  root.classList.add(mode);
  label();
  try {
    localStorage.setItem("redoc.colorMode", mode);
  } catch {
    // It lasts for this page.
  }
});

const menu = document.querySelector(".menu-button");
const pages = document.querySelector("#pages");
menu.hidden = false;
menu.addEventListener("click", () => {
  menu.setAttribute("aria-expanded", String(pages.classList.toggle("open")));
});

const search = document.querySelector(".search");
const input = search.querySelector("input");
const results = search.querySelector("#results");
search.hidden = false;
let index;

search.addEventListener("submit", (event) => {
  event.preventDefault();
  results.querySelector("a")?.click();
});
input.addEventListener("input", async () => {
  index ??= fetch("search.json").then((response) => response.json());
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length > 0 ? rank(await index, words) : [];
  results.replaceChildren(...(found.length > 0 ? found.map(item) : [nothing(words)]));
  results.hidden = words.length === 0;
});
search.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  results.hidden = true;
  input.focus();
});
search.addEventListener("focusout", (event) => {
  if (!search.contains(event.relatedTarget)) results.hidden = true;
});
// A link to a part of this same page loads nothing, so nothing else would close the list.
results.addEventListener("click", () => {
  results.hidden = true;
});

/** The parts that hold every word, those first that have them in the heading. */
function rank(parts, words) {
  const score = ({ page, heading, text }) => {
    let total = 0;
    for (const word of words) {
      if (heading.toLowerCase().includes(word)) total += 10;
      else if (page.toLowerCase().includes(word)) total += 3;
      else if (text.toLowerCase().includes(word)) total += 1;
      else return 0;
    }
    return total;
  };
  return parts
    .map((part) => ({ ...part, score: score(part) }))
    .filter((part) => part.score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, 8);
}

function item({ url, page, heading }) {
  const link = document.createElement("a");
  link.href = url;
  const where = document.createElement("small");
  where.textContent = page;
  link.append(heading, " ", where);
  return link;
}

function nothing(words) {
  const text = document.createElement("p");
  text.textContent = `Nothing has “${words.join(" ")}”.`;
  return text;
}
