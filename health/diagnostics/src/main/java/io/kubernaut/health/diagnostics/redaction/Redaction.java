package io.kubernaut.health.diagnostics.redaction;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes secrets out of text.
 *
 * <pre>{@code
 * Redaction redaction = Redaction.standard().withSecrets(Redaction.standard().secretsIn(settings));
 * redaction.text("login failed: password=hunter2");       // login failed: password=[redacted]
 * }</pre>
 *
 * <p>Three nets, one behind the other. <b>Known secrets</b>: whatever is the value of a key with a
 * telling name in one place is taken out of every place, so that a password from the environment is
 * not found in a thread's name. <b>Key names</b>: what follows a word such as {@code password} or
 * {@code token} in properties, JSON, YAML, XML, query strings and command lines. <b>Shapes</b>:
 * bearer and basic credentials, PEM keys (also where only their end is left), keys of AWS and of
 * other well-known makers, JSON web tokens, the user part of a URL, passwords in JDBC URLs; and
 * with {@link Builder#highEntropy()} any long word that looks random.
 *
 * <p>Rather too much is taken out than too little. What no net can know is a secret without a shape
 * under a name that tells nothing: add its name or its shape to the builder. All patterns run in
 * time linear in the text. Immutable; safe for any thread.
 */
public final class Redaction {

  /** What stands where a secret was. */
  public static final String MARK = "[redacted]";

  private static final int SHORTEST_KNOWN = 6;
  private static final int MOST_KNOWN = 200;
  private static final Redaction STANDARD = builder().build();

  private final KeyNames names;
  private final List<Rule> rules;
  private final List<Pattern> shapes;
  private final boolean highEntropy;
  private final List<String> known;
  private final Net net;

  private Redaction(
      KeyNames names,
      List<Rule> rules,
      List<Pattern> shapes,
      boolean highEntropy,
      List<String> known) {
    this.names = names;
    this.rules = rules;
    this.shapes = shapes;
    this.highEntropy = highEntropy;
    this.known = known;
    this.net = new Net(rules, known);
  }

  /**
   * Returns the rules that everybody needs.
   *
   * @return all nets but that for high entropy
   */
  public static Redaction standard() {
    return STANDARD;
  }

  /**
   * Begins with the standard rules.
   *
   * @return a builder that adds to them
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns this redaction with values that are taken out wherever they stand: the 200 longest of
   * at least 6 characters.
   *
   * @param secrets the values
   * @return the changed copy
   */
  public Redaction withSecrets(Collection<String> secrets) {
    Set<String> all = new LinkedHashSet<>(known);
    secrets.stream().filter(Redaction::isWorthKnowing).forEach(all::add);
    List<String> longestFirst =
        all.stream()
            .sorted(
                Comparator.comparingInt(String::length)
                    .reversed()
                    .thenComparing(Comparator.naturalOrder()))
            .limit(MOST_KNOWN)
            .toList();
    return new Redaction(names, rules, shapes, highEntropy, longestFirst);
  }

  private static boolean isWorthKnowing(String secret) {
    return secret.length() >= SHORTEST_KNOWN && !secret.isBlank() && !secret.equals(MARK);
  }

  /**
   * Returns the values whose keys tell that they are secrets.
   *
   * @param settings keys and values
   * @return the values, for {@link #withSecrets}
   */
  public Set<String> secretsIn(Map<String, String> settings) {
    Set<String> found = new LinkedHashSet<>();
    settings.forEach(
        (key, value) -> {
          if (holdsSecret(key, value)) {
            found.add(value);
          }
        });
    return found;
  }

  /**
   * Tells whether a key names a secret.
   *
   * @param key for example {@code db.password} or {@code AWS_SECRET_ACCESS_KEY}
   * @return whether its value is one
   */
  public boolean isSensitive(String key) {
    return names.match(key);
  }

  /**
   * Returns a value as it may be shown.
   *
   * @param key what it belongs to
   * @param value the value
   * @return the mark if the key names a secret, else the value without what looks like one
   */
  public String value(String key, String value) {
    return holdsSecret(key, value) && !value.isEmpty() ? MARK : text(value);
  }

  private boolean holdsSecret(String key, String value) {
    return isSensitive(key) && !KeyNames.isFolder(key, value);
  }

  /**
   * Returns settings as they may be shown.
   *
   * @param settings keys and values
   * @return a copy, sorted by key
   */
  public Map<String, String> map(Map<String, String> settings) {
    Map<String, String> shown = new TreeMap<>();
    settings.forEach((key, value) -> shown.put(text(key), value(key, value)));
    return shown;
  }

  /**
   * Returns a text without what looks like a secret. Give it whole: a key that is cut into lines is
   * found by its lines' neighbours.
   *
   * @param text any text
   * @return the text with {@link #MARK} in place of each secret
   */
  public String text(String text) {
    String left = PemKeys.redact(text);
    for (String secret : known) {
      left = Net.takes(secret) ? left : left.replace(secret, MARK);
    }
    left = net.redact(left);
    for (Pattern shape : shapes) {
      left = shape.matcher(left).replaceAll(MARK);
    }
    return highEntropy ? Entropy.redact(left) : left;
  }

  /** Adds to the standard rules. For one thread. */
  public static final class Builder {

    private final List<String> keys = new ArrayList<>();
    private final List<Pattern> shapes = new ArrayList<>();
    private boolean highEntropy;

    private Builder() {}

    /**
     * Adds a word: every key that contains it names a secret.
     *
     * @param word letters and digits, in any case; {@code -}, {@code _} and {@code .} are ignored
     * @return this builder
     * @throws IllegalArgumentException if it has less than two letters or digits
     */
    public Builder key(String word) {
      keys.add(KeyNames.plain(word));
      return this;
    }

    /**
     * Adds a shape: whatever matches is a secret.
     *
     * @param pattern must not need more than linear time
     * @return this builder
     */
    public Builder shape(Pattern pattern) {
      shapes.add(pattern);
      return this;
    }

    /**
     * Takes out every word of 20 characters and more that looks random, too. It costs some of what
     * is no secret, such as identifiers.
     *
     * @return this builder
     */
    public Builder highEntropy() {
      highEntropy = true;
      return this;
    }

    /**
     * Returns the redaction.
     *
     * @return the redaction
     */
    public Redaction build() {
      KeyNames names = KeyNames.standardAnd(keys);
      List<Rule> rules = new ArrayList<>(Shapes.STANDARD);
      rules.addAll(names.rules());
      return new Redaction(names, List.copyOf(rules), List.copyOf(shapes), highEntropy, List.of());
    }
  }
}
