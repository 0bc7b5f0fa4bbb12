// Exit this page, faster than the link alone: the page is emptied at the click, its place in the
// history is given to the page it leads to, and Back never shows it. Without JavaScript the plain
// link does the work on the server.
(function () {
  'use strict'

  var PRESSES = 3
  var WITHIN = 5000
  var link = document.querySelector('[data-exit]')
  var leaving = false
  var presses = 0
  var timer = null
  var status = document.createElement('span')
  var lights = document.createElement('span')

  function leave () {
    leaving = true
    // Emptied rather than covered: the browser keeps what stands in forms of pages left behind.
    document.title = link.dataset.loading
    document.body.replaceChildren()
    document.body.className = 'app-left'
    window.location.replace(link.href)
  }

  function count (number) {
    presses = number
    lights.hidden = presses === 0
    for (var i = 0; i < PRESSES; i++) {
      lights.children[i].classList.toggle('app-exit__light--on', i < presses)
    }
  }

  function forget () {
    if (presses > 0) status.textContent = link.dataset.expired
    count(0)
  }

  function press () {
    window.clearTimeout(timer)
    count(presses + 1)
    if (presses === PRESSES) {
      leave()
      return
    }
    status.textContent = presses === 1 ? link.dataset.twoMore : link.dataset.oneMore
    timer = window.setTimeout(forget, WITHIN)
  }

  // A Shift that was held to type a capital letter is no press of its own.
  var isModifying = false
  function keyUp (event) {
    if (event.key === 'Shift' && !isModifying) {
      press()
    } else if (event.key !== 'Shift' && presses > 0) {
      window.clearTimeout(timer)
      forget()
    }
    isModifying = event.shiftKey
  }

  function build () {
    status.className = 'govuk-visually-hidden'
    status.setAttribute('role', 'status')
    lights.className = 'app-exit__lights'
    lights.setAttribute('aria-hidden', 'true')
    for (var i = 0; i < PRESSES; i++) {
      var light = document.createElement('span')
      light.className = 'app-exit__light'
      lights.appendChild(light)
    }
    link.appendChild(lights)
    link.after(status)
    count(0)
  }

  build()
  link.addEventListener('click', function (event) {
    event.preventDefault()
    leave()
  })
  document.addEventListener('keyup', keyUp, true)
  window.addEventListener('pageshow', function () {
    // Only after an exit: going back inside the site has to work.
    if (leaving) leave()
  })
})()
