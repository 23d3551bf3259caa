// Excerpts of the results are taken from the article: without menus, and with each formula once.
Search.htmlToText = (page, anchor) => {
  const parsed = new DOMParser().parseFromString(page, "text/html");
  for (const rest of parsed.querySelectorAll(".headerlink, script, style, .katex-mathml, .cell_input, summary, h1")) rest.remove();
  const article = parsed.querySelector("article");
  const part = (anchor && article?.querySelector(anchor)) || article;
  return part ? part.textContent.replace(/\s+/g, " ") : "";
};
