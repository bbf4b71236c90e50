package io.kubernaut.health.diagnostics.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words by which a key tells that its value is a secret. */
final class KeyNames {

  private static final List<String> WORDS =
      List.of(
          "password",
          "passwd",
          "passphrase",
          "pwd",
          "secret",
          "token",
          "apikey",
          "accesskey",
          "privatekey",
          "signingkey",
          "encryptionkey",
          "sharedkey",
          "credential",
          "authorization",
          "cookie",
          "sessionid",
          "connectionstring",
          "jaasconfig");

  /** Short words count only where they stand alone, as in {@code DB_PASS} and {@code db.pass}. */
  private static final List<String> SHORT = List.of("pass", "auth", "pin", "otp", "dsn", "salt");

  private static final Pattern ALONE =
      Pattern.compile("(?:^|[^a-z])(?:" + String.join("|", SHORT) + ")(?:$|[^a-z])");

  /** The shell's names of folders, which are no passwords where they hold a path. */
  private static final Set<String> FOLDERS = Set.of("PWD", "OLDPWD");

  /** No secret follows here: {@code PWD=/srv/orders}, and nothing before the name. */
  private static final String NO_FOLDER =
      "(?!(?:(?<![\\w.-])|(?<=(?<![\\w.-])OLD))(?-i:PWD)[ \\t]{0,8}+=[ \\t]{0,8}+/)";

  private static final Pattern NOT_PLAIN = Pattern.compile("[^a-z0-9]");

  private static final String BLANKS = "[ \\t]{0,64}+";
  private static final String QUOTE = "\\\\?[\"']?";

  /** The lines of a block in YAML: all that are indented as its first one is, which is group 3. */
  private static final String BLOCK =
      "(?:![!\\w]{0,64}+[ \\t]{1,64}+)?[|>][-+0-9]{0,2}+[^\\S\\n]{0,64}+(?:#[^\\n]{0,512}+)?\\n"
          + "(?:[^\\S\\n]{0,64}+\\n){0,64}+([ \\t]{1,64}+)[^\\n]{1,8192}+"
          + "(?:\\n(?:[^\\S\\n]{0,64}+(?=\\n)|\\3[^\\n]{0,8192}+)){0,4096}+";

  /** A block, a list, a group, a quoted text, or what stands up to the next separator. */
  private static final String VALUE =
      "(?:"
          + BLOCK
          + "|\\[[^\\]]{0,8192}+\\]|\\{[^}]{0,8192}+\\}"
          + "|\\\\?\"[^\"\\\\\\n]{0,4096}+(?:\\\\.[^\"\\\\\\n]{0,512}+){0,64}+\""
          + "|'[^'\\n]{1,4096}+'|"
          + QUOTE
          + "[^\\s&;\"'<]{1,8192}+)";

  /** {@code (TokenService.java:12)} is no secret. */
  private static final String NO_STACK_FRAME = "(?<!\\.(?:java|kt|scala|groovy))";

  private static final String ASSIGNED = NO_STACK_FRAME + QUOTE + BLANKS + "(?:=>|[=:>])" + BLANKS;

  /** {@code --db-password hunter2}. */
  private static final String AS_OPTION = "(?<=(?:^|[\\s\"'\\[,])--?[\\w.-]{0,80})[ \\t]{1,64}+";

  /**
   * The key is itself a value: {@code "name":"DB_PASSWORD","value":"x"}, the same in YAML, and
   * {@code <property name="password" value="x"/>}.
   */
  private static final String NAMED =
      QUOTE
          + "[\\s,;]{0,64}+(?:</[\\w.-]{1,64}+>|/?>)?\\s{0,64}+<?"
          + QUOTE
          + "value"
          + QUOTE
          + "\\s{0,64}+[=:>]\\s{0,64}+";

  private static final String SECRET =
      "(?:" + ASSIGNED + "|" + AS_OPTION + "|" + NAMED + "))()" + VALUE;

  private final List<String> words;

  private KeyNames(List<String> words) {
    this.words = words;
  }

  static KeyNames standardAnd(List<String> more) {
    return new KeyNames(Stream.concat(WORDS.stream(), more.stream()).toList());
  }

  /** Returns letters and digits alone, in small letters. */
  static String plain(String word) {
    String plain = NOT_PLAIN.matcher(word.toLowerCase(Locale.ROOT)).replaceAll("");
    if (plain.length() < 2) {
      throw new IllegalArgumentException(
          "Invalid key word \"%s\". Give at least 2 letters and digits, for example \"passcode\"."
              .formatted(word));
    }
    return plain;
  }

  boolean match(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    String plain = NOT_PLAIN.matcher(lower).replaceAll("");
    return words.stream().anyMatch(plain::contains) || ALONE.matcher(lower).find();
  }

  /** Tells whether a key that matches is only the shell's name of a folder. */
  static boolean isFolder(String key, String value) {
    return FOLDERS.contains(key) && value.startsWith("/");
  }

  /** What follows such a key in free text. */
  List<Rule> rules() {
    List<Rule> rules = new ArrayList<>();
    for (String word : words) {
      String loose =
          word.chars()
              .mapToObj(c -> String.valueOf((char) c))
              .collect(Collectors.joining("[-_. ]?"));
      rules.add(rule(word.substring(0, 2), word.equals("pwd") ? NO_FOLDER + loose : loose));
    }
    for (String word : SHORT) {
      rules.add(rule(word, "(?<![a-z])" + word + "(?![a-z])"));
    }
    return rules;
  }

  private static Rule rule(String begin, String word) {
    return Rule.of("(?i)(" + word + "[\\w.-]{0,64}+" + SECRET, begin);
  }
}
