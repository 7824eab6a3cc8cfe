/// The style sheet of the page: light and dark, narrow and wide, on paper. Text has a contrast of at least 4.5 to 1.
enum HTMLStyle {
    static let text = """
        :root { --paper: #ffffff; --ink: #1b1f24; --soft: #4b5563; --line: #9aa3ae;
          --shade: #f1f4f7; --link: #0b57a4; --bad: #a31616; --warn: #7a4b00; --hint: #0b57a4; --good: #17633a;
          --bar: #2f6fb2; }
        @media screen and (prefers-color-scheme: dark) {
          :root { --paper: #14181d; --ink: #e8ecf1; --soft: #b6bfca; --line: #5f6b78; --shade: #1f262e; --link: #8cc2ff;
            --bad: #ff9d95; --warn: #f3c06b; --hint: #8cc2ff; --good: #86d9a4; --bar: #6aa9ea; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif;
          overflow-wrap: anywhere; }
        header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
        main { padding-bottom: 2rem; }
        footer { border-top: 1px solid var(--line); padding-top: 1rem; padding-bottom: 2rem; color: var(--soft); }
        h1 { font-size: 1.7rem; line-height: 1.25; margin: 1.5rem 0 .5rem; }
        h2 { font-size: 1.35rem; margin: 2.2rem 0 .5rem; border-bottom: 1px solid var(--line); padding-bottom: .2rem; }
        h3 { font-size: 1.1rem; margin: 1.6rem 0 .4rem; }
        h4 { font-size: 1rem; margin: 0 0 .3rem; }
        p, ul { margin: .4rem 0 .8rem; }
        a { color: var(--link); }
        a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link);
          outline-offset: 2px; }
        .skip { position: absolute; top: -99rem; }
        .skip:focus { margin: 0 1rem; top: .5rem; background: var(--paper); padding: .5rem; }
        .verdict { --edge: var(--bad); background: var(--shade); padding: .6rem 1rem; font-size: 1.1rem; }
        .verdict.pass { --edge: var(--good); }
        .verdict, .problem { border: 1px solid var(--line); border-left: .5rem solid var(--edge); }
        [dir="rtl"] .verdict, [dir="rtl"] .problem { border-left: 1px solid var(--line);
          border-right: .5rem solid var(--edge); }
        .verdict strong { color: var(--bad); }
        .verdict.pass strong { color: var(--good); }
        .problem { --edge: var(--hint); padding: .7rem 1rem; margin: .8rem 0; break-inside: avoid; }
        .problem.error { --edge: var(--bad); }
        .problem.warning { --edge: var(--warn); }
        .error .level { color: var(--bad); }
        .warning .level { color: var(--warn); }
        .info .level { color: var(--hint); }
        .level { font-weight: 700; text-transform: uppercase; font-size: .85rem; letter-spacing: .03em; }
        dl { display: grid; grid-template-columns: 8rem 1fr; gap: .15rem .8rem; margin: .4rem 0; }
        dt { color: var(--soft); }
        dd { margin: 0; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; margin: .4rem 0 .8rem; overflow-wrap: normal; }
        caption { text-align: start; color: var(--soft); padding-bottom: .2rem; }
        th, td { border: 1px solid var(--line); padding: .25rem .55rem; text-align: start; vertical-align: top; }
        th { background: var(--shade); font-weight: 600; }
        td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .sheet th { text-align: center; color: var(--soft); }
        .sheet td.bad { border: 2px solid var(--bad); }
        .sheet td.good { border: 2px solid var(--good); }
        .bars { display: block; width: 100%; max-width: 44rem; height: auto; }
        .bars text { fill: var(--ink); font-size: 14px; }
        .bars rect { fill: var(--bar); }
        .bar { display: block; width: 9rem; border: 1px solid var(--line); margin: .3rem 0; }
        .bar span { display: block; border-top: .7rem solid var(--bar); }
        .yes { color: var(--good); font-weight: 700; } .partly { color: var(--warn); font-weight: 700; }
        .no { color: var(--bad); font-weight: 700; }
        @media (max-width: 34rem) { dl { grid-template-columns: 1fr; } dt { margin-top: .3rem; font-weight: 600; }
          .bar { width: 5rem; } th, td { padding: .2rem .35rem; } }
        @media print { body { font-size: 10pt; } .skip, nav { display: none; }
          h2, h3 { break-after: avoid; } tr { break-inside: avoid; } .scroll { overflow: visible; }
          a { color: inherit; text-decoration: none; } }
        """
}
