// Excerpts of the results are taken from the article: without menus, and with each formula once.
Search.htmlToText = (page, anchor) => {
  const parsed = new DOMParser().parseFromString(page, "text/html");
  for (const rest of parsed.querySelectorAll(".headerlink, script, style, .katex-mathml, .cell_input, summary, h1")) rest.remove();
  const article = parsed.querySelector("article");
  const part = (anchor && article?.querySelector(anchor)) || article;
  return part ? part.textContent.replace(/\s+/g, " ") : "";
};

// Sphinx writes the addresses of results as if its search page stood at the root of the site; ours stand with their language.
new MutationObserver((changes) => {
  for (const item of changes.flatMap(({ addedNodes }) => [...addedNodes])) {
    for (const link of item.querySelectorAll?.("#search-results a[data-score]:not([data-rooted])") ?? []) {
      link.setAttribute("href", document.documentElement.dataset.content_root + link.getAttribute("href"));
      link.dataset.rooted = "";
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });
