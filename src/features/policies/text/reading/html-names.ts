const NAMES = new Set(
  (
    'a abbr address article aside audio b bdi bdo big blockquote body br button canvas caption center cite code col colgroup ' +
    'data dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form frame h1 h2 h3 h4 h5 h6 ' +
    'head header hr html i iframe img input ins kbd label legend li link main map mark meta nav noscript object ol optgroup ' +
    'option output p param picture pre progress q s samp script section select small source span strike strong style sub ' +
    'summary sup svg table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr'
  ).split(' '),
);

/**
 * Whether `<name>` is a tag. What only looks like one (`<order number>`, `<REPO_URL>`) is something to fill in, and is
 * shown. Names like `Legalese` are components of MDX.
 */
export function isTag(name: string): boolean {
  return NAMES.has(name.toLowerCase()) || /^[A-Z][a-z]/.test(name) || name.includes('-');
}
