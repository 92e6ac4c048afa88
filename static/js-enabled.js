// Runs before the page is drawn, so that nothing jumps. The page's own rules allow no script inside it.
document.body.classList.add('js-enabled')
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported')
