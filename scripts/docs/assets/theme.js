// In the head and not deferred: the page must not flash in the wrong colours. The name of the key is Redoc's own.
(() => {
  let mode;
  try {
    mode = localStorage.getItem("redoc.colorMode");
  } catch {
    // Storage is forbidden: the system's choice it is.
  }
  if (mode !== "light" && mode !== "dark") mode = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.classList.add(mode, "js");
})();
