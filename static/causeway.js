// Everything here makes a page quicker to use; every page works without it.
import { initAll } from './govuk-frontend.min.js'
import './suggest.js'

initAll()
// Results that htmx puts into the page bring their own components.
document.body.addEventListener('htmx:afterSwap', (event) => initAll({ scope: event.detail.target }))

// On a phone a filter panel begins closed, so that the results come first.
if (!window.matchMedia('(min-width: 40.0625em)').matches) {
  for (const panel of document.querySelectorAll('details.cw-filter')) panel.open = false
}
