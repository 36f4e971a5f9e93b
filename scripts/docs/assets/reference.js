// What Redoc leaves out for keyboards and screen readers, added whenever it has drawn something. test/site/ tells when
// a new version of it makes a line needless.
const container = document.querySelector("#redoc");
const early = document.querySelector("#early");

const unfolded = new WeakSet();

function mend() {
  // It says "Loading..." until it can draw the operations by itself.
  if (early.isConnected && !container.textContent.includes("Loading...")) early.remove();
  // The operations are folded away; there are few, and nobody should have to ask for them. What a reader folds, stays so.
  for (const button of container.querySelectorAll("[data-section-id] button"))
    if (button.textContent === "+ Show" && !unfolded.has(button)) {
      unfolded.add(button);
      button.click();
    }
  // Landmarks and roles: its menu is none, so nobody can jump to it.
  set(".menu-content", { role: "navigation", "aria-label": "Reference" });
  set('[data-testid="search-trigger"]', { role: "button", tabindex: "0" });
  // A table that scrolls must do so by keyboard too.
  set(".md-table-wrapper", { role: "group", tabindex: "0", "aria-label": "Table" });
  // Its headings jump from the second level to the fourth.
  set("h4", { role: "heading", "aria-level": "3" });
  // The name of a button must hold what can be read on it.
  for (const button of container.querySelectorAll('button[aria-haspopup="menu"][aria-label^="Example"]'))
    write(button, "aria-label", `Example: ${button.textContent}`);
}

function set(selector, attributes) {
  for (const element of container.querySelectorAll(selector))
    for (const [name, value] of Object.entries(attributes)) write(element, name, value);
}

function write(element, name, value) {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

container.addEventListener("keydown", (event) => {
  const trigger = event.target.closest('[data-testid="search-trigger"]');
  if (!trigger || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  trigger.click();
});

new MutationObserver(mend).observe(container, { childList: true, characterData: true, subtree: true });
mend();
