// biome-ignore-all lint/complexity/useArrowFunction: written as the other scripts of these pages
/* Checks a receipt here, in the browser. Nothing is sent: there is no request in this file. */
;(function () {
  const root = document.getElementById('check-tool')
  if (!root) return
  const say = JSON.parse(root.getAttribute('data-words'))
  const keys = JSON.parse(root.getAttribute('data-keys'))
  const slug = root.getAttribute('data-slug')
  const out = document.getElementById('check-result')
  const box = document.getElementById('receipt')
  const subtle = window.crypto?.subtle

  function canonical(v) {
    if (v === null || typeof v !== 'object') return JSON.stringify(v)
    if (Array.isArray(v)) return `[${v.map(canonical).join(',')}]`
    return `{${Object.keys(v)
      .sort()
      .map(function (k) {
        return `${JSON.stringify(k)}:${canonical(v[k])}`
      })
      .join(',')}}`
  }
  function utf8(text) {
    return new TextEncoder().encode(text)
  }
  function bytes(base64) {
    return Uint8Array.from(atob(base64), function (c) {
      return c.charCodeAt(0)
    })
  }
  function hex(buffer) {
    return Array.from(new Uint8Array(buffer), function (b) {
      return b.toString(16).padStart(2, '0')
    }).join('')
  }
  function without(o, name) {
    const copy = Object.assign({}, o)
    delete copy[name]
    return copy
  }
  async function keyIdOf(publicKey) {
    return `ed25519-${hex(await subtle.digest('SHA-256', bytes(publicKey))).slice(0, 16)}`
  }
  async function signed(o, tag) {
    const key = await subtle.importKey('spki', bytes(o.publicKey), { name: 'Ed25519' }, false, ['verify'])
    const text = utf8(`${tag}\0${canonical(without(o, 'signature'))}`)
    return subtle.verify({ name: 'Ed25519' }, key, bytes(o.signature), text)
  }
  function isReceipt(r) {
    return Boolean(
      r &&
        r.format === 'huiyin-receipt' &&
        typeof r.number === 'string' &&
        typeof r.publicKey === 'string' &&
        typeof r.signature === 'string' &&
        r.bureau &&
        r.event &&
        r.commitments,
    )
  }
  async function opens(commitment, salt, text) {
    const tag = utf8('huiyin/commitment/v1\0')
    const saltBytes = Uint8Array.from(salt.match(/../g), function (h) {
      return Number.parseInt(h, 16)
    })
    const content = utf8(text)
    const all = new Uint8Array(tag.length + saltBytes.length + content.length)
    all.set(tag)
    all.set(saltBytes, tag.length)
    all.set(content, tag.length + saltBytes.length)
    return commitment === `sha256:${hex(await subtle.digest('SHA-256', all))}`
  }
  async function textFault(r, proof, text) {
    if (proof?.format !== 'huiyin-receipt-proof' || !/^[0-9a-f]{32}$/.test(proof.salt || ''))
      return 'not-a-proof'
    if (proof.number !== r.number || r.commitments[proof.name] !== proof.commitment) return 'other-receipt'
    return typeof text === 'string' && (await opens(proof.commitment, proof.salt, text)) ? null : 'other-text'
  }
  async function chainFault(r, chain) {
    const links = chain?.links
    if (chain?.format !== 'huiyin-chain' || !Array.isArray(links) || !links.length) return 'not-a-chain'
    if (chain.number !== r.number || links[0].hash !== r.event.hash || links[0].version !== r.event.version)
      return 'chain-other-receipt'
    for (let i = 1; i < links.length; i++) {
      const a = links[i - 1]
      const b = links[i]
      if (b.version !== a.version + 1 || b.prevHash !== a.hash || b.recordedAt < a.recordedAt)
        return 'chain-broken'
    }
    if (keys[chain.keyId] !== chain.publicKey) return 'chain-key-not-trusted'
    return (await signed(chain, 'huiyin/chain/v1')) ? null : 'chain-signature-invalid'
  }
  /** @returns {{bad: string[], receipt?: object, good: string[]}} codes of what is wrong, and of what was proved */
  async function check(given) {
    let value
    try {
      value = JSON.parse(given)
    } catch {
      return { bad: ['not-a-receipt'], good: [] }
    }
    const bundle = value?.receipt ? value : { receipt: value }
    const r = bundle.receipt
    if (!isReceipt(r)) return { bad: ['not-a-receipt'], good: [] }
    if (r.formatVersion !== 1) return { bad: ['unknown-version'], good: [] }
    const commitments = Object.keys(r.commitments).map(function (name) {
      return r.commitments[name]
    })
    if (
      !String(r.event.hash).startsWith('sha256:') ||
      !commitments.every((c) => String(c).startsWith('sha256:'))
    )
      return { bad: ['needs-command'], good: [] }
    const bad = []
    const good = ['signature']
    if ((await keyIdOf(r.publicKey)) !== r.keyId) bad.push('key-mismatch')
    if (keys[r.keyId] !== r.publicKey) bad.push('key-not-trusted')
    if (!(await signed(r, 'huiyin/receipt/v1'))) bad.push('signature-invalid')
    if (bundle.proof) {
      const fault = await textFault(r, bundle.proof, bundle.text)
      if (fault) bad.push(fault)
      else good.push('text')
    }
    if (bundle.chain) {
      const chain = await chainFault(r, bundle.chain)
      if (chain) bad.push(chain)
      else good.push('chain')
    }
    return { bad: bad, good: good, receipt: r, steps: bundle.chain?.links?.length, asOf: bundle.chain?.asOf }
  }
  function line(tag, text) {
    const e = document.createElement(tag)
    e.className = tag === 'h2' ? 'govuk-heading-m' : 'govuk-body'
    e.textContent = text
    out.appendChild(e)
  }
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, function (all, name) {
      return values[name] === undefined ? all : values[name]
    })
  }
  /* In the bureau's zone, as on its own pages, wherever the reader is. */
  function when(instant) {
    const zone = root.getAttribute('data-zone')
    return new Date(instant).toLocaleString(document.documentElement.lang, { hour12: false, timeZone: zone })
  }
  function show(result) {
    const ok = result.bad.length === 0
    out.textContent = ''
    out.hidden = false
    out.className = `hy-box hy-result${ok ? '' : ' hy-result--bad'}`
    line('h2', ok ? say.ok : say.bad)
    if (ok) line('p', say.okHint)
    for (const code of result.bad) line('p', say.findings[code] || code)
    if (!ok) line('p', say.badHint)
    const r = result.receipt
    if (ok && r) {
      if (result.good.includes('text')) line('p', say.textProved)
      if (result.good.includes('chain'))
        line('p', fill(say.chainProved, { n: result.steps, day: when(result.asOf) }))
      line('p', `${say.number} ${r.number}`)
      line('p', `${say.office} ${r.bureau.name}`)
      line('p', `${say.received} ${when(r.receivedAt)}`)
      line('p', `${say.demands} ${r.demands}`)
      if (r.bureau.slug !== slug) line('p', fill(say.otherBureau, { name: r.bureau.name }))
    }
    out.focus()
  }
  async function run(text) {
    if (!text.trim()) return show({ bad: ['nothing'], good: [] })
    if (!subtle) return show({ bad: ['no-crypto'], good: [] })
    try {
      show(await check(text))
    } catch (error) {
      // A browser without this signature says so; a key or signature that cannot be read is none of ours.
      show({ bad: [error.name === 'NotSupportedError' ? 'no-crypto' : 'signature-invalid'], good: [] })
    }
  }
  document.getElementById('check-go').addEventListener('click', function () {
    void run(box.value)
  })
  document.getElementById('file').addEventListener('change', function (event) {
    const file = event.target.files[0]
    if (!file) return
    const reader = new FileReader()
    reader.onload = function () {
      box.value = String(reader.result)
      void run(box.value)
    }
    reader.readAsText(file)
  })
  root.hidden = false
})()
