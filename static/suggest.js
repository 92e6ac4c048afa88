// Suggestions under a box of free text. The browser's own list shows them, so the keyboard and screen readers know it.
const WAIT = 200 // milliseconds after the last key

async function suggest (box, list) {
  const typed = box.value.trim()
  const address = new URL(box.dataset.suggestUrl, window.location)
  address.searchParams.set('q', typed)
  const response = await fetch(address)
  if (!response.ok || box.value.trim() !== typed) return // something else has been typed since
  const suggestions = await response.json()
  const options = suggestions.map(({ name, town, identifier }) => new Option(identifier, town ? `${name}, ${town}` : name))
  list.replaceChildren(...options)
}

for (const box of document.querySelectorAll('input[data-suggest-url]')) {
  const list = document.createElement('datalist')
  list.id = `${box.id}-suggestions`
  box.after(list)
  box.setAttribute('list', list.id)
  box.removeAttribute('autocomplete') // "off" would hide the list in some browsers
  let waiting
  box.addEventListener('input', () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => suggest(box, list), WAIT)
  })
}
