/** Colours of the verbs: on light and on dark ground. */
export const VERB_COLOURS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  ask: ['#2563eb', '#60a5fa'],
  say: ['#0d9488', '#2dd4bf'],
  do: ['#c2710c', '#fbbf24'],
  use: ['#7c3aed', '#a78bfa'],
  decide: ['#475569', '#cbd5e1'],
  send: ['#0e7490', '#22d3ee'],
  transfer: ['#be185d', '#f472b6'],
  pause: ['#78716c', '#a8a29e'],
}

/** Fonts of the picture; texts are measured for the widest of them. */
const FONTS = "'Inter','Segoe UI',Roboto,Helvetica,Arial,'DejaVu Sans',sans-serif"

/** The style sheet: one set of colours for light ground and one for dark, by the reader's own setting. */
export function writeStyle(): string {
  const verbs = (index: 0 | 1): string =>
    Object.entries(VERB_COLOURS)
      .map(([verb, colours]) => `.v-${verb}{fill:${colours[index]}}`)
      .join('')
  return [
    `text{font-family:${FONTS};fill:#1e293b}`,
    '.ground{fill:#fbfcfe}.card{fill:#fff;stroke:#d5dde8}.name{font-weight:600}.soft{fill:#64748b}.label{fill:#475569;stroke:#fbfcfe;stroke-width:4px;paint-order:stroke;stroke-linejoin:round}',
    '.edge{fill:none;stroke:#94a3b8;stroke-width:1.4}.return{stroke-dasharray:5 4}.head{fill:#94a3b8}',
    '.end{fill:#e8edf5;stroke:#c3cedd}.anytime{fill:none;stroke:#94a3b8;stroke-dasharray:3 3}.chip{fill:#eef2f8}',
    verbs(0),
    '@media (prefers-color-scheme:dark){',
    'text{fill:#e2e8f0}.ground{fill:#0f1623}.card{fill:#182233;stroke:#33425a}.soft{fill:#94a3b8}.label{fill:#b6c2d4;stroke:#0f1623}',
    '.edge{stroke:#64748b}.head{fill:#64748b}.end{fill:#26344b;stroke:#40526f}.anytime{stroke:#64748b}.chip{fill:#1e2a3e}',
    verbs(1),
    '}',
  ].join('')
}
