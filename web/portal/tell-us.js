// biome-ignore-all lint/complexity/useArrowFunction: old phones read nothing newer than this
// biome-ignore-all lint/style/useTemplate: the same
/* Nothing on these pages needs this script. It counts what is left of a long text, and makes photos smaller before they
   are sent: drawn anew, a photo also loses the place and time hidden in it. */
;(function () {
  var each = Array.prototype.forEach
  var LONGEST = 1600
  var SMALL = 400 * 1024
  var LARGE = 2 * 1024 * 1024

  /* A gentle count: only near the end, and read out only when it changes something. */
  each.call(document.querySelectorAll('[data-most]'), function (area) {
    var most = Number(area.getAttribute('data-most'))
    var note = document.createElement('span')
    note.className = 'hy-count'
    note.setAttribute('role', 'status')
    area.parentNode.insertBefore(note, area.nextSibling)
    function count() {
      var left = most - area.value.replace(/[\uD800-\uDBFF][\uDC00-\uDFFF]/g, '_').length
      var text = ''
      if (left < 0) text = area.getAttribute('data-over').replace('{n}', -left)
      else if (left < most / 10) text = area.getAttribute('data-left').replace('{n}', left)
      note.className = left < 0 ? 'hy-count hy-count--over' : 'hy-count'
      if (note.textContent !== text) note.textContent = text
    }
    area.addEventListener('input', count)
    count()
  })

  var input = document.querySelector('[data-shrink]')
  var able =
    input &&
    window.DataTransfer &&
    window.File &&
    window.URL &&
    URL.createObjectURL &&
    HTMLCanvasElement.prototype.toBlob
  if (!able) return
  var note = document.querySelector('[data-shrink-note]')

  function shrink(file, done) {
    // A small PNG is a drawing or a screen, sharp as it is; a large one is a photo.
    var photo =
      /^image\/(jpeg|webp|heic|heif)$/.test(file.type) || (file.type === 'image/png' && file.size > LARGE)
    if (!photo) return done(file)
    var picture = new Image()
    var address = URL.createObjectURL(file)
    function keep() {
      URL.revokeObjectURL(address)
      done(file)
    }
    picture.onerror = keep
    picture.onload = function () {
      var longest = Math.max(picture.naturalWidth, picture.naturalHeight)
      var scale = Math.min(1, LONGEST / longest)
      var canvas = document.createElement('canvas')
      canvas.width = Math.round(picture.naturalWidth * scale)
      canvas.height = Math.round(picture.naturalHeight * scale)
      var pen = canvas.getContext('2d')
      if (!pen || !longest) return keep()
      // A picture with clear parts gets paper behind it, not black.
      pen.fillStyle = '#fff'
      pen.fillRect(0, 0, canvas.width, canvas.height)
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
      canvas.toBlob(
        function (blob) {
          URL.revokeObjectURL(address)
          // Already small: the server takes place and time out of it as well.
          if (!blob || (blob.size >= file.size && file.size < SMALL)) return done(file)
          done(new File([blob], file.name.replace(/\.[^.]*$/, '') + '.jpg', { type: 'image/jpeg' }))
        },
        'image/jpeg',
        0.82,
      )
    }
    picture.src = address
  }

  input.addEventListener('change', function () {
    var files = Array.prototype.slice.call(input.files)
    if (files.length === 0) return
    var made = []
    var size = 0
    var before = 0
    var carrier
    note.textContent = input.getAttribute('data-shrink')
    // One after the other: an old phone holds one large picture, not five.
    ;(function next() {
      var file = files[made.length]
      if (file)
        return shrink(file, function (small) {
          made.push(small)
          next()
        })
      try {
        carrier = new DataTransfer()
        each.call(made, function (f) {
          carrier.items.add(f)
          size += f.size
        })
        each.call(files, function (f) {
          before += f.size
        })
        input.files = carrier.files
        // What cannot be drawn here goes as it is, and nothing is said of it.
        note.textContent =
          size < before
            ? input
                .getAttribute('data-shrunk')
                .replace(
                  '{size}',
                  size > 1e6 ? (size / 1e6).toFixed(1) + ' MB' : Math.max(1, Math.round(size / 1000)) + ' KB',
                )
            : ''
      } catch (_error) {
        note.textContent = ''
      }
    })()
  })
})()
