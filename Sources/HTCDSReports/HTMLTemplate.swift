/// The page as a Mustache template. Every text is escaped but the style sheet, which is ours.
enum HTMLTemplate {
    static let text =
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>HTCDS report: {{verdict}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <a class="skip" href="#content">Skip to the report</a>
        <header>
        <h1>Is this data fit for HTCDS {{standard}}?</h1>
        <p class="verdict {{verdict}}"><strong>{{answer}}</strong> {{because}}</p>
        <nav aria-label="Parts of the report"><ul>
        {{#parts}}<li><a href="#{{id}}">{{title}}</a></li>
        {{/parts}}
        </ul></nav>
        </header>
        <main id="content">
        \(summary)
        \(problems)
        \(uses)
        \(fields)
        \(cells)
        \(checks)
        </main>
        <footer>
        <p>{{guard}}</p>
        <p>Written by {{tool}}. This file needs no network and holds no program.</p>
        </footer>
        </body>
        </html>

        """

    private static let summary = """
        <h2 id="summary">In short</h2>
        <p>{{next}}</p>
        <table><caption>Records</caption>
        <tbody>
        {{#records}}<tr><th scope="row">{{name}}</th><td class="number">{{count}}</td><td>{{note}}</td></tr>
        {{/records}}
        </tbody></table>
        <div class="scroll" role="region" tabindex="0" aria-labelledby="files"><table>
        <caption id="files">What was read</caption>
        <thead><tr><th scope="col">File</th><th scope="col">Format</th><th scope="col">Bytes</th>
        <th scope="col">Encoding</th></tr></thead>
        <tbody>
        {{#sources}}<tr><td>{{name}}</td><td>{{format}}</td><td class="number">{{bytes}}</td><td>{{encoding}}</td></tr>
        {{/sources}}
        </tbody></table></div>
        <p>{{judged}}</p>
        """

    private static let problems = """
        <h2 id="problems">What was found</h2>
        {{^found}}<p>Nothing.</p>
        {{/found}}
        {{#stages}}
        <h3>{{title}}</h3>
        <p>{{verdict}}</p>
        {{#groups}}
        <section class="problem {{severity}}" aria-labelledby="g{{number}}">
        <h4 id="g{{number}}"><span class="level">{{level}}</span> {{title}}</h4>
        <dl>
        {{#lines}}<dt>{{name}}</dt><dd>{{text}}</dd>
        {{/lines}}
        </dl>
        {{#sheet}}
        <div class="scroll" role="region" tabindex="0" aria-labelledby="g{{number}} s{{number}}"><table class="sheet">
        <caption id="s{{number}}">{{caption}}</caption>
        <thead><tr><th scope="col">Row</th><th scope="col">{{letters}}{{#header}}: {{header}}{{/header}}</th></tr></thead>
        <tbody>
        {{#rows}}<tr><th scope="row">{{row}}</th><td class="{{kind}}">{{text}}</td></tr>
        {{/rows}}
        </tbody></table></div>
        {{/sheet}}
        </section>
        {{/groups}}
        {{/stages}}
        """

    private static let uses = """
        <h2 id="uses">What the data is good enough for</h2>
        <p>{{usesNote}}</p>
        <div class="scroll" role="region" tabindex="0" aria-labelledby="usesCaption"><table>
        <caption id="usesCaption">Questions and whether the fields that answer them are there</caption>
        <thead><tr><th scope="col">Question</th><th scope="col">Good enough?</th><th scope="col">Usable share of each
        field</th></tr></thead>
        <tbody>
        {{#uses}}<tr><th scope="row">{{question}}</th><td><span class="{{kind}}">{{answer}}</span></td>
        <td>{{fields}}</td></tr>
        {{/uses}}
        </tbody></table></div>
        """

    private static let fields = """
        <h2 id="fields">How complete the core fields are</h2>
        {{^hasCore}}<p>No core field is counted in this report.</p>
        {{/hasCore}}
        {{#hasCore}}
        <div class="scroll" role="region" tabindex="0" aria-labelledby="coreCaption"><table>
        <caption id="coreCaption">Core fields: in how many of the records something stands, and how much of it conforms
        </caption>
        <thead><tr><th scope="col">Field</th><th scope="col">Column</th><th scope="col">Filled</th>
        <th scope="col">Valid</th></tr></thead>
        <tbody>
        {{#core}}<tr><th scope="row">{{label}}</th><td>{{column}}</td>
        <td>{{filled}}<span class="bar" aria-hidden="true"><span style="width:{{share}}%"></span></span></td>
        <td class="number">{{valid}}</td></tr>
        {{/core}}
        </tbody></table></div>
        {{/hasCore}}
        """

    private static let cells = """
        <h2 id="cells">What became of the cells</h2>
        <ul>
        {{#columns}}<li>{{.}}</li>
        {{/columns}}
        </ul>
        {{#hasLosses}}
        <div class="scroll" role="region" tabindex="0" aria-labelledby="lossCaption"><table>
        <caption id="lossCaption">What the mapping could not say exactly</caption>
        <thead><tr><th scope="col">Column</th><th scope="col">Value of the mapping</th><th scope="col">Field</th>
        <th scope="col">Records</th><th scope="col">What is lost</th></tr></thead>
        <tbody>
        {{#losses}}<tr><td>{{column}}</td><td>{{value}}</td><td>{{field}}</td><td class="number">{{records}}</td>
        <td>{{meaning}}</td></tr>
        {{/losses}}
        </tbody></table></div>
        <p>{{moreLosses}}</p>
        {{/hasLosses}}
        """

    private static let checks = """
        <h2 id="checks">What was checked, and what was not</h2>
        <p>{{checked}}</p>
        {{#hasSkipped}}
        <ul>
        {{#skipped}}<li>{{.}}</li>
        {{/skipped}}
        </ul>
        {{/hasSkipped}}
        {{#hasSuppressed}}
        <p>Passed over, because somebody decided so:</p>
        <ul>
        {{#suppressed}}<li>{{.}}</li>
        {{/suppressed}}
        </ul>
        {{/hasSuppressed}}
        """
}
