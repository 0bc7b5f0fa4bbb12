// Private pages hide themselves when nobody has touched them for a while. What was typed stays in
// the page, unseen, so that nothing is lost. Only a hand on the keys or the screen is activity.
(function () {
  'use strict'

  var words = document.currentScript.dataset
  var seconds = Number(words.seconds)
  var title = document.title
  var cover = null
  var last = Date.now()

  function show () {
    cover.remove()
    cover = null
    last = Date.now()
    document.title = title
    document.body.classList.remove('app-hidden')
  }

  function hide () {
    var text = document.createElement('p')
    var button = document.createElement('button')
    text.className = 'govuk-body'
    text.textContent = words.text
    button.type = 'button'
    button.className = 'govuk-button govuk-button--secondary'
    button.textContent = words.button
    button.addEventListener('click', show)
    cover = document.createElement('div')
    cover.className = 'app-cover govuk-width-container'
    cover.append(text, button)
    document.title = words.title
    document.body.classList.add('app-hidden')
    document.querySelector('.app-exit').after(cover)
  }

  function check () {
    if (!cover && Date.now() - last >= seconds * 1000) hide()
  }

  ['keydown', 'pointerdown', 'scroll', 'touchstart'].forEach(function (name) {
    document.addEventListener(name, function () { if (!cover) last = Date.now() }, { passive: true })
  })
  document.addEventListener('visibilitychange', check)
  window.addEventListener('pageshow', check)
  window.setInterval(check, 5000)
})()
