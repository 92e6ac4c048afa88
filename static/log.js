// Makes logging quicker. Without it every question is on the page and the server does the same reckoning.

const all = (selector, within = document) => [...within.querySelectorAll(selector)]

// The list of schools is shown once "only some of them" is chosen.
const quick = all('input[name="which"]')
if (quick.length) {
  const list = document.querySelector('input[name="schools"]').closest('.govuk-form-group')
  const show = () => { list.hidden = !quick.some((radio) => radio.checked && radio.value === 'choose') }
  quick.forEach((radio) => radio.addEventListener('change', show))
  show()
}

// A type of activity that serves one area ticks it; of several it names those that are usual.
const type = document.querySelector('[data-log-form] select[name="activity_type"]')
if (type) {
  const areas = all('input[name="area"]')
  const note = document.createElement('p')
  note.className = 'govuk-hint'
  note.setAttribute('role', 'status')
  areas[0].closest('.govuk-radios').before(note)
  let chosenByHand = areas.some((radio) => radio.checked)
  areas.forEach((radio) => radio.addEventListener('change', () => { chosenByHand = true }))
  const suggest = () => {
    const usual = (type.selectedOptions[0].dataset.areas || '').split(' ').filter(Boolean)
    const labels = areas.filter((radio) => usual.includes(radio.value)).map((radio) => radio.labels[0].innerText)
    note.textContent = labels.length > 1 ? `Usual for this: ${labels.join('; ')}` : ''
    if (!chosenByHand) areas.forEach((radio) => { radio.checked = usual.length === 1 && radio.value === usual[0] })
  }
  type.addEventListener('change', suggest)
  suggest()
}

// Empty boxes show the number of the first row, which counts for them, and the last row adds up.
const table = document.querySelector('.cw-counts')
if (table) {
  const boxes = all('input', table)
  const number = (box) => parseInt((box.value || box.placeholder).replace(/[ ,]/g, ''), 10) || 0
  const column = (box) => box.name.replace(/-\d+-/, '-')
  const alike = new Map(boxes.filter((box) => box.name.includes('-0-')).map((box) => [column(box), box]))
  const rest = boxes.filter((box) => !box.name.includes('-0-'))
  const total = document.createElement('p')
  total.className = 'govuk-body'
  total.setAttribute('role', 'status')
  table.after(total)
  const reckon = () => {
    rest.forEach((box) => { box.placeholder = alike.get(column(box))?.value || '' })
    const add = (part) => rest.filter((box) => box.name.startsWith(part)).reduce((sum, box) => sum + number(box), 0)
    const disadvantaged = add('disadvantaged')
    total.textContent = `${add('pupils')} pupils in all${disadvantaged ? `, ${disadvantaged} of them disadvantaged` : ''}`
  }
  table.addEventListener('input', reckon)
  reckon()
}
