/* Nothing on these pages needs this script; it only makes two things handier. */
;(() => {
  document.documentElement.className += ' has-script'
  var print = document.querySelectorAll('[data-print]')
  for (var i = 0; i < print.length; i++) {
    print[i].addEventListener('click', () => {
      window.print()
    })
  }
  // One press is enough; the server would not register it twice anyway.
  document.addEventListener('submit', (event) => {
    var form = event.target
    if (form.getAttribute('data-sent')) event.preventDefault()
    form.setAttribute('data-sent', 'true')
    window.setTimeout(() => {
      form.removeAttribute('data-sent')
    }, 8000)
  })
  var summary = document.querySelector('.govuk-error-summary')
  if (summary) summary.focus()
})()
