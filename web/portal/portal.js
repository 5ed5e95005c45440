// biome-ignore-all lint/complexity/useArrowFunction: old phones read nothing newer than this
/* Nothing on these pages needs this script; it only makes two things handier. */
;(function () {
  var sent = null
  document.documentElement.className += ' has-script'
  Array.prototype.forEach.call(document.querySelectorAll('[data-print]'), function (button) {
    button.addEventListener('click', function () {
      window.print()
    })
  })
  // One press is enough; the server would not register it twice anyway.
  document.addEventListener('submit', function (event) {
    if (sent === event.target) event.preventDefault()
    sent = event.target
    window.setTimeout(function () {
      sent = null
    }, 8000)
  })
  var summary = document.querySelector('.govuk-error-summary')
  if (summary) {
    // Only what can hold the focus is given it.
    summary.setAttribute('tabindex', '-1')
    summary.focus()
  }
})()
