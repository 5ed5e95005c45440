/* Redraws the page of figures from the open data themselves. Without this script the button asks the server instead. */
;(() => {
  const form = document.querySelector('[data-figures]')
  if (!form || !window.fetch || !window.history.replaceState) return
  const area = document.querySelector('[data-drawn]')
  const lang = form.getAttribute('data-lang')
  const base = form.getAttribute('data-figures')
  const said = area.dataset
  const kept = {}
  const SVG = 'http://www.w3.org/2000/svg'
  const SMALL = 30

  function get(name) {
    if (!kept[name])
      kept[name] = fetch(base + name).then((answer) => {
        if (!answer.ok) throw new Error(String(answer.status))
        return answer.json()
      })
    return kept[name]
  }
  function chosen() {
    return {
      year: form.elements.year.value,
      measure: form.elements.measure.value,
      by: form.elements.by.value,
      code: form.elements.code.value,
    }
  }
  function one(selector) {
    return area.querySelector(selector)
  }
  function round(x) {
    return Math.round(x * 10) / 10
  }
  // Wilson's interval at 95 %, as the data dictionary says.
  function interval(good, of) {
    const z = 1.96
    const p = good / of
    const middle = p + (z * z) / (2 * of)
    const spread = z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))
    const scale = 1 + (z * z) / of
    return {
      low: good === 0 ? 0 : round(100 * Math.max(0, (middle - spread) / scale)),
      high: good === of ? 100 : round(100 * Math.min(1, (middle + spread) / scale)),
    }
  }
  function figure(cells, period, by, code, measure, rate, most) {
    const cell = cells[[period, by, code, measure].join('|')]
    if (!cell || (rate && cell[1] === 0))
      return rate ? { text: '—', note: '', share: null } : { text: '0', note: '', share: 0 }
    if (cell[0] === null) return { text: said.hidden, note: '', share: null, hidden: true }
    if (!rate) return { text: String(cell[0]), note: '', share: most > 0 ? (100 * cell[0]) / most : 0 }
    const percent = round((100 * cell[0]) / cell[1])
    let note = `${cell[0]} / ${cell[1]}`
    if (cell[1] < SMALL) {
      const range = interval(cell[0], cell[1])
      note += ` · ${said.between.replace('{low}', range.low).replace('{high}', range.high)}`
    }
    return { text: `${percent}%`, note: note, share: percent }
  }
  function shape(name, attributes, text) {
    const node = document.createElementNS(SVG, name)
    Object.keys(attributes).forEach((key) => {
      node.setAttribute(key, attributes[key])
    })
    if (text !== undefined) node.textContent = text
    return node
  }
  function row(name, found, bar) {
    const tr = document.createElement('tr')
    tr.className = 'govuk-table__row'
    const th = document.createElement('th')
    th.scope = 'row'
    th.className = 'govuk-table__header'
    th.textContent = name
    const value = document.createElement('td')
    value.className = 'govuk-table__cell govuk-table__cell--numeric'
    value.textContent = found.text
    const more = document.createElement('td')
    more.className = 'govuk-table__cell'
    more.textContent = found.note
    if (bar && found.share !== null) {
      const line = shape('svg', {
        class: 'hy-line',
        viewBox: '0 0 100 8',
        preserveAspectRatio: 'none',
        'aria-hidden': 'true',
      })
      line.appendChild(shape('rect', { width: found.share, height: 8 }))
      more.appendChild(line)
    }
    tr.appendChild(th)
    tr.appendChild(value)
    tr.appendChild(more)
    return tr
  }
  function fill(node, rows) {
    node.textContent = ''
    rows.forEach((r) => {
      node.appendChild(r)
    })
  }
  // The server draws the chart from the same open data; the page asks for the one that belongs to the choice.
  function showChart(c, alt) {
    const query = new URLSearchParams({ ...c, in: lang, letters: said.letters }).toString()
    one('[data-chart-phone]').srcset = `${said.charts}?${query}&on=phone`
    const img = one('[data-chart]')
    img.src = `${said.charts}?${query}`
    img.alt = alt
  }
  function most(cells, keys, by, codes, measure) {
    return Math.max.apply(
      null,
      [0].concat(
        keys.map((period, i) => {
          const cell = cells[[period, by, codes[i], measure].join('|')]
          return cell?.[0] || 0
        }),
      ),
    )
  }
  function draw(data, words, c) {
    const cells = {}
    data.rows.forEach((r) => {
      cells[r.slice(0, 4).join('|')] = [r[4], r[5]]
    })
    const measure = words.measures[c.measure]
    const rate = measure.of !== null
    const codes = data.codes[c.by]
    const seriesBy = c.code ? c.by : 'all'
    const seriesCode = c.code || 'all'
    const periods = []
    for (let m = 1; m <= 12; m++) {
      const period = `${c.year}-${m < 10 ? '0' : ''}${m}`
      if (period <= data.day.slice(0, 7)) periods.push(period)
    }
    const same = periods.map(() => seriesCode)
    const high = rate ? 100 : most(cells, periods, seriesBy, same, c.measure)
    const months = periods.map((p) => {
      const found = figure(cells, p, seriesBy, seriesCode, c.measure, rate, high)
      found.label = String(Number(p.slice(5)))
      return found
    })
    const ids = codes.map((k) => k.code)
    const years = codes.map(() => c.year)
    const wide = most(cells, years, c.by, ids, c.measure)
    const name = measure.name[lang]
    const subject = codes.filter((k) => k.code === c.code)[0]
    const heading = [name, c.year].concat(subject ? subject.name[lang] : [])
    one('[data-heading]').textContent = heading.join(' · ')
    one('[data-meaning]').textContent = rate
      ? `${said.numerator}: ${measure.value[lang]} ${said.denominator}: ${measure.of[lang]}`
      : measure.value[lang]
    Array.prototype.forEach.call(area.querySelectorAll('[data-measure]'), (node) => {
      node.textContent = name
    })
    const byName = form.elements.by.options[form.elements.by.selectedIndex].text
    one('[data-by]').textContent = byName
    one('[data-caption]').textContent = said.caption.replace('{by}', byName)
    showChart(c, said.chart.replace('{name}', name).replace('{year}', c.year))
    fill(
      one('[data-rows]'),
      codes.map((k) => row(k.name[lang], figure(cells, c.year, c.by, k.code, c.measure, rate, wide), true)),
    )
    fill(
      one('[data-months]'),
      months.map((found) => row(said.month.replace('{month}', found.label), found, false)),
    )
  }
  function listCodes(data, by) {
    const select = form.elements.code
    const before = select.value
    while (select.options.length > 1) select.remove(1)
    data.codes[by].forEach((k) => {
      const option = document.createElement('option')
      option.value = k.code
      option.text = k.name[lang]
      select.add(option)
    })
    select.value = before
    if (select.selectedIndex < 0) select.selectedIndex = 0
  }
  form.addEventListener('change', (event) => {
    if (event.target.name === 'by') form.elements.code.selectedIndex = 0
    // Another year has its own overview above: that page is the server's.
    if (event.target.name === 'year') return form.submit()
    const c = chosen()
    Promise.all([get(`figures-${c.year}.json`), get('dictionary.json')])
      .then((found) => {
        listCodes(found[0], c.by)
        draw(found[0], found[1], chosen())
        const query = new URLSearchParams(chosen()).toString()
        window.history.replaceState(null, '', `${window.location.pathname}?${query}`)
      })
      .catch(() => {
        form.submit()
      })
  })
  document.documentElement.className += ' has-figures'
})()
