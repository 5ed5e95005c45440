// biome-ignore-all lint/complexity/useArrowFunction: old phones read nothing newer than this
// biome-ignore-all lint/style/useTemplate: the same
// biome-ignore-all lint/correctness/noInnerDeclarations: var is all they know
/* Counts the waiting down, and where a calculation may stand in for it, does it piece by piece so that the page stays
   alive. Without this script a person reads the seconds and presses the button. */
;(function () {
  var form = document.querySelector('[data-wait]')
  if (!form) return
  var note = form.querySelector('[data-left]')
  var button = form.querySelector('button')
  var until = Date.now() + Number(form.getAttribute('data-wait')) * 1000
  var nonce = form.getAttribute('data-nonce')
  var done = false

  function ready() {
    done = true
    note.textContent = form.getAttribute('data-ready')
    button.disabled = false
    button.focus()
  }
  function tick() {
    if (done) return
    var left = Math.ceil((until - Date.now()) / 1000)
    if (left <= 0) return ready()
    note.textContent = nonce ? form.getAttribute('data-working') : String(left)
    window.setTimeout(tick, 1000)
  }
  /* SHA-256 (FIPS 180-4) of a text shorter than one block, its first word: pages over http have no crypto.subtle. */
  function words(hex) {
    return hex.match(/.{8}/g).map(function (w) {
      return parseInt(w, 16) | 0
    })
  }
  var K = words(
    '428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5d807aa9812835b01243185be550c7dc3' +
      '72be5d7480deb1fe9bdc06a7c19bf174e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da' +
      '983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca63511429296727b70a852e1b21384d2c6dfc53380d13' +
      '650a7354766a0abb81c2c92e92722c85a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070' +
      '19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3748f82ee78a5636f84c878148cc70208' +
      '90befffaa4506cebbef9a3f7c67178f2',
  )
  var H = words('6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19')
  function turn(x, n) {
    return (x >>> n) | (x << (32 - n))
  }
  function first32(text) {
    var w = []
    var i
    for (i = 0; i < 16; i++) w[i] = 0
    for (i = 0; i < text.length; i++) w[i >> 2] |= text.charCodeAt(i) << (24 - (i % 4) * 8)
    w[text.length >> 2] |= 0x80 << (24 - (text.length % 4) * 8)
    w[15] = text.length * 8
    for (i = 16; i < 64; i++) {
      var a = w[i - 15]
      var b = w[i - 2]
      w[i] =
        (w[i - 16] +
          (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) +
          w[i - 7] +
          (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) |
        0
    }
    var h = H.slice()
    for (i = 0; i < 64; i++) {
      var e = h[4]
      var c = h[0]
      var t1 =
        (h[7] + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & h[5]) ^ (~e & h[6])) + K[i] + w[i]) | 0
      var t2 = ((turn(c, 2) ^ turn(c, 13) ^ turn(c, 22)) + ((c & h[1]) ^ (c & h[2]) ^ (h[1] & h[2]))) | 0
      h = [(t1 + t2) | 0, c, h[1], h[2], (h[3] + t1) | 0, e, h[5], h[6]]
    }
    return (h[0] + H[0]) >>> 0
  }

  function search(from) {
    if (done) return
    var bits = Number(form.getAttribute('data-bits'))
    for (var n = from; n < from + 400; n++) {
      if (first32(nonce + '.' + n) >>> (32 - bits) === 0) {
        form.querySelector('[name=solution]').value = String(n)
        return ready()
      }
    }
    window.setTimeout(function () {
      search(from + 400)
    }, 0)
  }

  button.disabled = true
  tick()
  if (nonce) search(0)
})()
