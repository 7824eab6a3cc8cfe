/// The page as a Mustache template. Every text is escaped but the style sheet, which is ours.
enum HTMLTemplate {
    static let text =
        """
        <!DOCTYPE html>
        <html lang="{{lang}}" dir="{{dir}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{{title}}</title>
        <style>
        {{{style}}}
        </style>
        </head>
        <body>
        <a class="skip" href="#content">{{say.skipToReport}}</a>
        <header>
        <h1>{{question}}</h1>
        <p class="verdict {{verdict}}"><strong>{{answer}}</strong> {{because}}</p>
        <nav aria-label="{{say.partsOfReport}}"><ul>
        {{#parts}}<li><a href="#{{id}}">{{title}}</a></li>
        {{/parts}}
        </ul></nav>
        </header>
        <main id="content">
        \(summary)
        \(HTMLGateTemplate.text)
        \(problems)
        \(uses)
        \(fields)
        \(cells)
        \(checks)
        </main>
        <footer>
        <p>{{guard}}</p>
        <p>{{written}}</p>
        </footer>
        </body>
        </html>

        """

    private static let summary = """
        <h2 id="summary">{{say.inShort}}</h2>
        <p>{{next}}</p>
        <table><caption>{{say.recordsTitle}}</caption>
        <tbody>
        {{#records}}<tr><th scope="row">{{name}}</th><td class="number">{{count}}</td><td>{{note}}</td></tr>
        {{/records}}
        </tbody></table>
        <div class="scroll" role="region" tabindex="0" aria-labelledby="files"><table>
        <caption id="files">{{say.whatWasRead}}</caption>
        <thead><tr><th scope="col">{{say.file}}</th><th scope="col">{{say.format}}</th><th scope="col">{{say.bytesTitle}}</th>
        <th scope="col">{{say.encoding}}</th></tr></thead>
        <tbody>
        {{#sources}}<tr><td>{{name}}</td><td>{{format}}</td><td class="number">{{bytes}}</td><td>{{encoding}}</td></tr>
        {{/sources}}
        </tbody></table></div>
        <p>{{judged}}</p>
        """

    private static let problems = """
        <h2 id="problems">{{say.whatWasFound}}</h2>
        {{^found}}<p>{{say.nothing}}</p>
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
        <thead><tr><th scope="col">{{say.rowTitle}}</th><th scope="col">{{letters}}{{#header}}: {{header}}{{/header}}</th></tr></thead>
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
        <h2 id="uses">{{say.goodEnoughFor}}</h2>
        <p>{{usesNote}}</p>
        <div class="scroll" role="region" tabindex="0" aria-labelledby="usesCaption"><table>
        <caption id="usesCaption">{{say.questionsCaption}}</caption>
        <thead><tr><th scope="col">{{say.question}}</th><th scope="col">{{say.goodEnough}}</th><th scope="col">{{say.usableShare}}</th></tr></thead>
        <tbody>
        {{#uses}}<tr><th scope="row">{{question}}</th><td><span class="{{kind}}">{{answer}}</span></td>
        <td>{{fields}}</td></tr>
        {{/uses}}
        </tbody></table></div>
        """

    private static let fields = """
        <h2 id="fields">{{say.howComplete}}</h2>
        {{^hasCore}}<p>{{say.noCoreField}}</p>
        {{/hasCore}}
        {{#hasCore}}
        <div class="scroll" role="region" tabindex="0" aria-labelledby="coreCaption"><table>
        <caption id="coreCaption">{{say.coreCaption}}</caption>
        <thead><tr><th scope="col">{{say.field}}</th><th scope="col">{{say.columnTitle}}</th><th scope="col">{{say.filled}}</th>
        <th scope="col">{{say.valid}}</th></tr></thead>
        <tbody>
        {{#core}}<tr><th scope="row">{{label}}</th><td>{{column}}</td>
        <td>{{filled}}<span class="bar" aria-hidden="true"><span style="width:{{share}}%"></span></span></td>
        <td class="number">{{valid}}</td></tr>
        {{/core}}
        </tbody></table></div>
        {{/hasCore}}
        """

    private static let cells = """
        <h2 id="cells">{{say.cellsTitle}}</h2>
        <ul>
        {{#columns}}<li>{{.}}</li>
        {{/columns}}
        </ul>
        {{#hasLosses}}
        <div class="scroll" role="region" tabindex="0" aria-labelledby="lossCaption"><table>
        <caption id="lossCaption">{{say.notSaidExactly}}</caption>
        <thead><tr><th scope="col">{{say.columnTitle}}</th><th scope="col">{{say.valueOfMapping}}</th><th scope="col">{{say.field}}</th>
        <th scope="col">{{say.recordsTitle}}</th><th scope="col">{{say.whatIsLost}}</th></tr></thead>
        <tbody>
        {{#losses}}<tr><td>{{column}}</td><td>{{value}}</td><td>{{field}}</td><td class="number">{{records}}</td>
        <td>{{meaning}}</td></tr>
        {{/losses}}
        </tbody></table></div>
        <p>{{moreLosses}}</p>
        {{/hasLosses}}
        """

    private static let checks = """
        <h2 id="checks">{{say.checkedTitle}}</h2>
        <p>{{checked}}</p>
        {{#hasSkipped}}
        <ul>
        {{#skipped}}<li>{{.}}</li>
        {{/skipped}}
        </ul>
        {{/hasSkipped}}
        {{#hasSuppressed}}
        <p>{{say.passedOver}}</p>
        <ul>
        {{#suppressed}}<li>{{.}}</li>
        {{/suppressed}}
        </ul>
        {{/hasSuppressed}}
        """
}
