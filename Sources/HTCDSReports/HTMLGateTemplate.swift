/// The part of the page about a gate. Pictures stand above the table that says the same.
enum HTMLGateTemplate {
    static let text = """
        {{#gate}}
        <h2 id="gate">{{heading}}</h2>
        {{#sentences}}<p>{{.}}</p>
        {{/sentences}}
        {{#tables}}
        \(table)
        {{/tables}}
        {{#hasRisk}}
        <h3>{{say.riskTitle}}</h3>
        <ul>
        {{#riskSentences}}<li>{{.}}</li>
        {{/riskSentences}}
        </ul>
        {{#riskTables}}
        {{#picture}}
        <svg class="bars" role="img" aria-labelledby="b{{number}} d{{number}}" viewBox="0 0 {{width}} {{height}}">
        <title id="b{{number}}">{{title}}</title>
        <desc id="d{{number}}">{{say.riskSameInTable}}</desc>
        {{#bars}}<text x="{{labelEnd}}" y="{{baseline}}" text-anchor="end">{{label}}</text>
        <rect x="{{left}}" y="{{top}}" width="{{length}}" height="16"></rect>
        <text x="{{behind}}" y="{{baseline}}">{{value}}</text>
        {{/bars}}
        </svg>
        {{/picture}}
        \(table)
        {{/riskTables}}
        {{/hasRisk}}
        {{/gate}}
        """

    private static let table = """
        <div class="scroll" role="region" tabindex="0" aria-labelledby="t{{number}}"><table>
        <caption id="t{{number}}">{{title}}</caption>
        <thead><tr>{{#header}}<th scope="col">{{.}}</th>{{/header}}</tr></thead>
        <tbody>
        {{#rows}}<tr><th scope="row">{{head}}</th>{{#cells}}<td{{#isNumber}} class="number"{{/isNumber}}>{{text}}</td>{{/cells}}</tr>
        {{/rows}}
        </tbody></table></div>
        """
}
