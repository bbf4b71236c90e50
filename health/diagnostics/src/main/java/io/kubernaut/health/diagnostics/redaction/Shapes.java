package io.kubernaut.health.diagnostics.redaction;

import java.util.List;

/** What secrets look like, whatever they are called. */
final class Shapes {

  static final List<Rule> STANDARD =
      List.of(
          Rule.of(
              "(?i)((?:authorization|cookie)\\\\?[\"']?[ \\t]{0,64}+[:=][ \\t]{0,64}+)"
                  + "(?:\\\\?[\"'][^\"'\\r\\n]{1,8192}+|[^\\r\\n]{1,8192}+)()",
              "authorization",
              "cookie"),
          Rule.of(
              "(?i)(?<![a-z0-9])((?:bearer|basic|negotiate|apikey)[ \\t]{1,64}+)[A-Za-z0-9._~+/=-]{6,8192}+",
              "bearer",
              "basic",
              "negotiate",
              "apikey"),
          Rule.of(
              "(?<![A-Za-z0-9_-])()eyJ[A-Za-z0-9_-]{8,8192}+\\.[A-Za-z0-9_-]{4,8192}+(?:\\.[A-Za-z0-9_-]{0,8192}+)?",
              "eyj"),
          Rule.of(
              "\\b()(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[A-Z0-9]{16}\\b",
              "akia",
              "asia",
              "agpa",
              "aida",
              "aroa",
              "anpa"),
          Rule.of(
              "\\b()(?:gh[pousr]_[A-Za-z0-9]{20,255}+|github_pat_\\w{20,255}+|glpat-[\\w-]{16,255}+"
                  + "|xox[abeoprs]-[\\w-]{10,255}+|sk-[\\w-]{20,255}+|[rs]k_(?:live|test)_\\w{10,255}+"
                  + "|AIza[\\w-]{35,60}+|SG\\.[\\w-]{16,255}+\\.[\\w-]{16,255}+|npm_\\w{30,255}+"
                  + "|hv[sbr]\\.[\\w-]{20,255}+|ya29\\.[\\w-]{10,255}+)",
              "ghp_",
              "gho_",
              "ghu_",
              "ghs_",
              "ghr_",
              "github_pat_",
              "glpat-",
              "xox",
              "sk-",
              "sk_",
              "rk_",
              "aiza",
              "sg.",
              "npm_",
              "hvs.",
              "hvb.",
              "hvr.",
              "ya29."),
          Rule.of("(?i)(jdbc:oracle:\\w{1,16}:)[^@\\s\"']{1,512}+(@)", "jdbc:oracle:"),
          Rule.of("(://)[^/\\s\"'?#]{1,512}(@)", "://"));

  private Shapes() {}
}
