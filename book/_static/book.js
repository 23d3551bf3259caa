// What the pages need from JavaScript, and nothing that a reader without it would miss.
const words = document.body.dataset;

// Keep the section when the reader changes language: twin sections share an id.
for (const link of document.querySelectorAll("a.language-switch")) {
  const address = link.getAttribute("href");
  const sections = [...document.querySelectorAll("article section[id]")].filter((section) =>
    section.querySelector(":scope > :is(h1,h2,h3,h4)"));
  const current = () => {
    const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.closest("article section[id]");
    if (asked && sections.includes(asked)) {
      const { top, bottom } = asked.getBoundingClientRect();
      if (top < innerHeight && bottom > 0) return asked;
    }
    return sections.filter((section) => section.getBoundingClientRect().top < innerHeight * 0.35).pop();
  };
  const aim = () => {
    const section = current();
    link.href = section && section !== sections[0] ? `${address}#${section.id}` : address;
  };
  // Aimed before every way of following the link: click, Enter, "open in a new tab", copying the address.
  for (const event of ["pointerenter", "pointerdown", "focus", "click", "contextmenu"]) link.addEventListener(event, aim);
}

// Copy buttons on code.
const copy = async (text) => {
  if (navigator.clipboard && isSecureContext) return navigator.clipboard.writeText(text);
  const area = Object.assign(document.createElement("textarea"), { value: text });  // http on a classroom network
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
};
for (const code of document.querySelectorAll("article .cell_input .highlight, article div[class*=highlight-] > .highlight")) {
  if (code.querySelector("button") || code.closest(".cell_output")) continue;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "copy", title: words.copy });
  button.setAttribute("aria-label", words.copy);
  button.addEventListener("click", async () => {
    await copy(code.querySelector("pre").innerText.trimEnd());
    button.classList.add("done");
    button.setAttribute("aria-label", words.copied);
    setTimeout(() => { button.classList.remove("done"); button.setAttribute("aria-label", words.copy); }, 1500);
  });
  code.append(button);
}

// Self-check: the answer to the choice just made, announced politely.
for (const question of document.querySelectorAll("fieldset.selfcheck")) {
  const answers = question.querySelector("details.selfcheck-answers");
  const items = answers.querySelectorAll(":scope > ol > li");
  const feedback = question.querySelector(".selfcheck-feedback");
  answers.hidden = true;
  question.addEventListener("change", ({ target }) => {
    const item = items[target.value - 1];
    const right = item.classList.contains("right");
    feedback.className = `selfcheck-feedback ${right ? "right" : "wrong"}`;
    feedback.replaceChildren(...[...item.childNodes].map((node) => node.cloneNode(true)));
  });
}

// Boxes that scroll sideways must be reachable by keyboard, those that do not must not be stops on the way. On the side
// where there is more to see they fade out (data-more): phones show no scrollbar until a finger moves.
const scrolling = ".formula, .drawing, figure, .pst-scrollable-table-container, pre, .cell_output > .output, .search";
const showMore = (box) => {
  const hidden = box.scrollWidth - box.clientWidth;
  const fade = (length) => `${Math.round(Math.min(length, 36))}px`;  // no more than what is hidden
  box.dataset.more = "";
  box.style.setProperty("--start", fade(box.scrollLeft));
  box.style.setProperty("--end", fade(hidden - box.scrollLeft));
};
const reach = () => {
  for (const box of document.querySelectorAll(scrolling)) {
    if (box.scrollWidth > box.clientWidth + 1) {
      box.tabIndex = 0;
      showMore(box);
    } else {
      box.removeAttribute("tabindex");
      delete box.dataset.more;
    }
  }
};
document.addEventListener("scroll", ({ target }) => { if (target.dataset?.more !== undefined) showMore(target); }, { capture: true, passive: true });
addEventListener("load", reach);
addEventListener("resize", reach);
document.fonts?.ready.then(reach);
document.addEventListener("toggle", reach, true);

// Paper has nothing to click: print boxes open, and the answers of self-check questions with them. And it is white: the
// colours of a reader's dark mode would be pale on it.
const root = document.documentElement.dataset;
let theme;
addEventListener("beforeprint", () => {
  theme = root.theme;
  root.theme = "light";
  for (const box of document.querySelectorAll("details:not(.menu):not([open])")) {
    box.open = true;
    box.dataset.printed = "";
  }
});
addEventListener("afterprint", () => {
  root.theme = theme;
  for (const box of document.querySelectorAll("details[data-printed]")) {
    box.open = false;
    delete box.dataset.printed;
  }
});

// The theme takes the focus away from every button that is clicked, so a dialog that closes could not give it back.
for (const button of document.querySelectorAll("button")) button.blur = () => {};

// A section chosen from the contents on a phone is behind the dialog that holds them.
for (const dialog of document.querySelectorAll("dialog")) {
  dialog.addEventListener("click", ({ target }) => { if (target.closest("a[href^='#']")) dialog.close(); });
}

// The download menu closes like a menu.
for (const menu of document.querySelectorAll("details.menu")) {
  addEventListener("click", ({ target }) => { if (!menu.contains(target)) menu.open = false; });
  menu.addEventListener("keydown", ({ key }) => {
    if (key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
  });
}
