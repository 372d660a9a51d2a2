// The page's policy requires trusted types for scripts. What is let through is all that its parts need: ECharts empties elements
// by an empty text, workers come from the page's own assets, and zod makes an empty function to learn whether it may compile
// (script-src then says no). Any other text that would become HTML or code throws. A script of its own, so that it comes first.
{
  const emptyFunction = /^\(function anonymous\(\s*\) \{\s*\}\)$/;

  const isOwnAsset = (url) => {
    const { origin, pathname } = new URL(url, window.location.href);
    return origin === window.location.origin && pathname.startsWith('/assets/');
  };

  // Firefox has no trusted types yet.
  window.trustedTypes?.createPolicy('default', {
    createHTML: (text) => (text === '' ? text : undefined),
    createScript: (text) => (emptyFunction.test(text) ? text : undefined),
    createScriptURL: (url) => (isOwnAsset(url) ? url : undefined),
  });
}
