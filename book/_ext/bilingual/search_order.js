// Pages in the language of the search page come first. The other numbers are Sphinx's own.
var Scorer = {
  score: ([docname, , , , score]) =>
    score + (docname.startsWith(`book/${document.documentElement.lang.slice(0, 2)}/`) ? 1000 : 0),
  objNameMatch: 11,
  objPartialMatch: 6,
  objPrio: { 0: 15, 1: 5, 2: -5 },
  objPrioDefault: 0,
  title: 15,
  partialTitle: 7,
  term: 5,
  partialTerm: 2,
};
