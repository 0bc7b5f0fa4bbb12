// Private pages hide themselves when nobody has touched them for a while. Half way to the end of the
// visit one touch brings the page back; after the end only the passphrase does. What was typed in a
// form is not lost: it goes to the server as a draft. Only a hand on the keys or screen is activity.
(function () {
  'use strict'

  var words = document.currentScript.dataset
  var ends = Number(words.seconds) * 1000
  var title = document.title
  var later = document.querySelector('form button[name="later"]')
  var text = document.createElement('p')
  var button = document.createElement('button')
  var cover = document.createElement('div')
  var isHidden = false
  var isClosed = false
  var last = Date.now()

  function hide () {
    isHidden = true
    text.textContent = words.text
    button.textContent = words.button
    document.title = words.title
    document.body.classList.add('app-hidden')
    document.querySelector('.app-exit').after(cover)
  }

  function close () {
    if (!isHidden) hide()
    isClosed = true
    text.textContent = words.closed
    button.textContent = words.open
    if (!later) document.querySelector('main').replaceChildren()
  }

  function show () {
    isHidden = false
    last = Date.now()
    cover.remove()
    document.title = title
    document.body.classList.remove('app-hidden')
  }

  function goOn () {
    if (!isClosed) show()
    else if (later) later.form.requestSubmit(later)
    else window.location.replace(words.address)
  }

  function check () {
    var idle = Date.now() - last
    if (!isClosed && idle >= ends) close()
    else if (!isHidden && idle >= ends / 2) hide()
  }

  text.className = 'govuk-body'
  button.type = 'button'
  button.className = 'govuk-button govuk-button--secondary'
  button.addEventListener('click', function () { check(); goOn() })
  cover.className = 'app-cover govuk-width-container'
  cover.append(text, button)
  ;['keydown', 'pointerdown', 'scroll', 'touchstart'].forEach(function (name) {
    document.addEventListener(name, function () {
      check()
      if (!isHidden) last = Date.now()
    }, { passive: true })
  })
  document.addEventListener('visibilitychange', check)
  window.addEventListener('pageshow', check)
  window.setInterval(check, 5000)
})()
