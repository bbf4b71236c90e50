package io.kubernaut.types.container;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one ecosystem, taken from the definitions that belong to the specification. A type
 * without an entry has none but the common ones.
 *
 * @see <a href="https://github.com/package-url/purl-spec/tree/main/types">type definitions</a>
 */
final class PackageType {

  // Whether there is a namespace (!: always, -: never), and which parts are in lower case.
  private static final String RULES =
      """
      alpm ! namespace name
      apk ! namespace name
      bazel -
      bitbucket ! namespace name
      bitnami - name
      brew namespace name
      cargo -
      chrome-extension - name
      cocoapods -
      composer ! namespace name
      conda -
      cran -
      deb ! namespace name
      gem -
      git !
      github ! namespace name
      golang !
      hackage -
      hex namespace name
      huggingface version
      julia -
      luarocks namespace name
      maven !
      mlflow -
      nuget -
      oci - name version
      opam -
      otp - name
      pub - name
      pypi - name
      qpkg ! namespace
      rpm ! namespace
      swift !
      vcpkg - name
      vscode-extension ! namespace name
      """;

  private static final Map<String, PackageType> TYPES =
      RULES
          .lines()
          .map(line -> new PackageType(line.split(" ")))
          .collect(Collectors.toUnmodifiableMap(type -> type.name, Function.identity()));

  private static final Pattern CHROME_ID = Pattern.compile("[a-p]{32}");
  private static final Pattern CHROME_VERSION = Pattern.compile("\\d+(\\.\\d+){0,3}");
  private static final Map<String, String> REQUIRED_QUALIFIER =
      Map.of("julia", "uuid", "swid", "tag_id");

  private final String name;
  private final Set<String> rules;

  private PackageType(String... line) {
    this.name = line[0];
    this.rules = Set.copyOf(Arrays.asList(line));
  }

  static PackageType of(String type) {
    PackageType known = TYPES.get(type);
    return known == null ? new PackageType(type) : known;
  }

  /** Returns whether the name is a path behind a host. */
  boolean isPathName() {
    return name.equals("git");
  }

  @Nullable String namespace(@Nullable String namespace) {
    if (namespace == null) {
      return null;
    }
    return name.equals("cpan")
        ? namespace.toUpperCase(Locale.ROOT)
        : folded("namespace", namespace);
  }

  String name(String given, Map<String, String> qualifiers) {
    String folded = folded("name", given);
    return switch (name) {
      case "pypi" -> folded.replace('_', '-');
      case "mlflow" -> isDatabricks(qualifiers) ? folded.toLowerCase(Locale.ROOT) : folded;
      default -> folded;
    };
  }

  // Models there are not case sensitive, elsewhere they are.
  private static boolean isDatabricks(Map<String, String> qualifiers) {
    return qualifiers.getOrDefault("repository_url", "").contains("databricks");
  }

  @Nullable String version(@Nullable String version) {
    return version == null ? null : folded("version", version);
  }

  private String folded(String part, String text) {
    return rules.contains(part) ? text.toLowerCase(Locale.ROOT) : text;
  }

  void check(
      @Nullable String namespace,
      String packageName,
      @Nullable String version,
      Map<String, String> qualifiers) {
    require(!packageName.isEmpty(), packageName, "the name is missing");
    require(!rules.contains("!") || namespace != null, packageName, "a namespace must be there");
    require(!rules.contains("-") || namespace == null, namespace, "there is no namespace");
    String qualifier = REQUIRED_QUALIFIER.get(name);
    require(
        qualifier == null || qualifiers.containsKey(qualifier),
        packageName,
        "the qualifier \"" + qualifier + "\" must be there");
    if (name.equals("cpan")) {
      require(!packageName.contains("::"), packageName, "a distribution's name has no \"::\"");
    }
    if (name.equals("chrome-extension")) {
      require(CHROME_ID.matcher(packageName).matches(), packageName, "it has 32 letters a to p");
      require(
          version == null || CHROME_VERSION.matcher(version).matches(),
          version,
          "a version has one to four numbers");
    }
  }

  private void require(boolean holds, @Nullable String given, String rule) {
    if (!holds) {
      throw PackageUrl.invalid(String.valueOf(given), "for packages of type " + name + " " + rule);
    }
  }
}
