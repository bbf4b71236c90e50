package io.kubernaut.metrics.query.syntax;

/** The kinds of tokens, words among them: every word may also be a metric or a label. */
enum TokenKind {
  END("end of input"),
  NUMBER("number"),
  DURATION("duration"),
  STRING("string"),
  IDENTIFIER("identifier"),
  LEFT_PAREN("\"(\""),
  RIGHT_PAREN("\")\""),
  LEFT_BRACE("\"{\""),
  RIGHT_BRACE("\"}\""),
  LEFT_BRACKET("\"[\""),
  RIGHT_BRACKET("\"]\""),
  COMMA("\",\""),
  COLON("\":\""),
  EQUAL("\"=\""),
  REGEX_EQUAL("\"=~\""),
  REGEX_UNEQUAL("\"!~\""),
  AT("\"@\""),
  ADD("\"+\""),
  SUB("\"-\""),
  MUL("\"*\""),
  DIV("\"/\""),
  MOD("\"%\""),
  POW("\"^\""),
  EQUALS("\"==\""),
  UNEQUAL("\"!=\""),
  GREATER("\">\""),
  LESS("\"<\""),
  GREATER_EQUAL("\">=\""),
  LESS_EQUAL("\"<=\""),
  TRIM_UPPER("\"</\""),
  TRIM_LOWER("\">/\"");

  private final String description;

  TokenKind(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }
}
