import { nameOf } from '../nations.ts'
import type { Region } from '../region-file.ts'
import type { Look } from './scenario.ts'
import type { Showing, StepState } from './showing.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const text = (words: string): string => words.replaceAll(/[&<>"']/g, (c) => ESCAPES[c] ?? c)

/** Seats the audience is shown most, first in the list of each nation; the others are printed at the start. */
const POSTS = [
  'Watch officer, day',
  'Commander',
  'Minister of security',
  'Agreements officer',
  'Systems auditor',
] as const
const SECONDS_TO_LOOK_AGAIN = 2

const open = (nation: string, post: string, path: string, words: string): string =>
  `<a target="_blank" rel="noopener" href="/open?${new URLSearchParams({ nation, post, path }).toString().replaceAll('&', '&amp;')}">${text(words)}</a>`

const button = (action: string, words: string, off: boolean, strong = false): string =>
  `<form method="post" action="${action}"><button${strong ? ' class="strong"' : ''}${off ? ' disabled' : ''}>${text(words)}</button></form>`

const lookOf = (look: Look): string =>
  `<li>${open(look.nation, look.post, look.path, look.words)} <span class="seat">${text(look.nation)}, ${text(look.post)}</span></li>`

function outcomeOf(state: StepState): string {
  if (state.state === 'done')
    return `<p class="done">${text(state.done.words)} <span class="seat">${state.seconds.toFixed(1)} s</span></p><ul>${state.done.looks.map(lookOf).join('')}</ul>`
  if (state.state === 'failed') return `<p class="failed" role="alert">Did not work: ${text(state.why)}</p>`
  return state.state === 'running' ? '<p class="running" role="status">Working …</p>' : ''
}

function showingOf({ scenario, states }: Showing): string {
  const busy = states.some((s) => s.state === 'running')
  const next = states.findIndex((s) => s.state !== 'done')
  const steps = scenario.steps.map((step, i) => {
    const state = states[i] ?? { state: 'waiting' as const }
    const words = state.state === 'done' ? 'Run again' : state.state === 'failed' ? 'Try again' : 'Run'
    return (
      `<li class="${state.state}"><h3>${text(step.title)}</h3><p>${text(step.say)}</p>${outcomeOf(state)}` +
      `${button(`/run/${scenario.key}/${i}`, words, busy, i === next)}</li>`
    )
  })
  return (
    `<section aria-labelledby="${scenario.key}"><h2 id="${scenario.key}">${text(scenario.title)}</h2><p>${text(scenario.about)}</p>` +
    `<ol>${steps.join('')}</ol>${button(`/reset/${scenario.key}`, 'Begin this scenario anew', busy)}</section>`
  )
}

const nationOf = ({ nation, port }: Region['nodes'][number]): string =>
  `<li><strong>${text(nameOf(nation))}</strong> <span class="seat">port ${port}</span> ${POSTS.map((post) => open(nation, post, '/', post)).join(' · ')}</li>`

const listed = ({ scenario, states }: Showing): string =>
  `<li><a href="/show/${scenario.key}">${text(scenario.title)}</a> ${text(scenario.about)} <span class="seat">${states.filter((s) => s.state === 'done').length} of ${states.length} steps shown</span></li>`

function frame(nonce: string, body: string, busy = false): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
${busy ? `<meta http-equiv="refresh" content="${SECONDS_TO_LOOK_AGAIN}">` : ''}
<title>Exercise: presenter’s page</title><style nonce="${nonce}">${STYLE}</style></head>
<body><header><p class="mark">EXERCISE</p><h1>Presenter’s page</h1></header><main>${body}</main></body></html>`
}

/** Nations with their seats, and what can be shown. */
export function presenterPage(region: Region, showings: readonly Showing[], nonce: string): string {
  return frame(
    nonce,
    `<section aria-labelledby="scenarios"><h2 id="scenarios">Scenarios</h2>
<ul>${showings.map(listed).join('') || '<li>None: these nations have no scenario.</li>'}</ul></section>
<section aria-labelledby="nations"><h2 id="nations">Nations</h2>
<p>Each link opens that nation’s console in a new tab, signed in as that seat. A browser holds one seat a nation: for two of one nation at once, open the second in a private window with a link printed at the start.</p>
<ul>${region.nodes.map(nationOf).join('')}</ul></section>`,
  )
}

/** One scenario with its steps. It looks again by itself while a step is running: at its own address, since a refresh of an address with a fragment loads nothing. */
export function scenarioPage(showing: Showing, nonce: string): string {
  const busy = showing.states.some((s) => s.state === 'running')
  return frame(nonce, `<p><a href="/">All scenarios and nations</a></p>${showingOf(showing)}`, busy)
}

const STYLE = `
:root{color-scheme:light dark;--ink:#10202c;--quiet:#4a5a66;--paper:#fbfbf9;--line:#c9d2d8;--go:#0a5c8c;--good:#1b6b3a;--bad:#a3261c}
@media(prefers-color-scheme:dark){:root{--ink:#e8eef2;--quiet:#a9b8c2;--paper:#0e161c;--line:#33434f;--go:#7cc4f0;--good:#7fd6a0;--bad:#ff9a8c}}
body{font:1.0625rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:0 auto;padding:1rem}
header{display:flex;gap:1rem;align-items:baseline}.mark{font-weight:700;color:var(--bad);border:2px solid;padding:0 .5rem}
h1{font-size:1.5rem}h2{font-size:1.25rem;border-top:1px solid var(--line);padding-top:1rem}h3{font-size:1.0625rem;margin:0}
ol>li{margin:0 0 1rem;padding:.25rem .75rem;border-left:4px solid var(--line)}ol>li.done{border-color:var(--good)}ol>li.failed{border-color:var(--bad)}ol>li.running{border-color:var(--go)}
a{color:var(--go)}.seat{color:var(--quiet);font-size:.9375rem}p.done{color:var(--good)}p.failed{color:var(--bad)}p{margin:.25rem 0}
ul li{margin:.25rem 0}form{display:inline-block;margin:.5rem 0}button{font:inherit;color:var(--go);background:none;border:1px solid var(--go);border-radius:.25rem;padding:.375rem 1rem;min-height:2.5rem;cursor:pointer}
button.strong{background:var(--go);color:var(--paper)}button[disabled]{opacity:.5;cursor:default}
:focus-visible{outline:3px solid var(--go);outline-offset:2px}@media print{form{display:none}}`
