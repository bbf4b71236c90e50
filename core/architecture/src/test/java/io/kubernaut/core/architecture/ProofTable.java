package io.kubernaut.core.architecture;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The page that says which tests prove which requirement, and which has none yet. */
final class ProofTable {

  private final Requirements requirements;
  private final Proofs proofs;

  ProofTable(Requirements requirements, Proofs proofs) {
    this.requirements = requirements;
    this.proofs = proofs;
  }

  String markdown() {
    return """
    # Requirements and the tests that prove them

    %d of %d requirements have tests, %d tests in all. Written by the build from the tags of the tests.

    | id | behaviour | tests |
    |---|---|---|
    %s

    ## Without a test

    %s
    """
        .formatted(
            proven().size(), requirements.ids().size(), tests().size(), rows(), unprovenLines());
  }

  private List<String> proven() {
    return requirements.ids().stream().filter(proofs.tests()::containsKey).toList();
  }

  private NavigableSet<String> tests() {
    NavigableSet<String> all = new TreeSet<>();
    proofs.tests().values().forEach(all::addAll);
    return all;
  }

  private String rows() {
    return proven().stream()
        .map(id -> "| %s | %s | %s |".formatted(id, requirements.titles().get(id), cell(id)))
        .collect(joining("\n"));
  }

  /**
   * Classes with the number of their tests: names of single tests would make the row unreadable.
   */
  private String cell(String id) {
    return proofs.tests().getOrDefault(id, new TreeSet<>()).stream()
        .collect(groupingBy(ProofTable::className, TreeMap::new, counting()))
        .entrySet()
        .stream()
        .map(entry -> "`%s` %d".formatted(entry.getKey(), entry.getValue()))
        .collect(joining(", "));
  }

  private static String className(String test) {
    String name = test.substring(0, test.indexOf('#'));
    return name.replaceFirst("^([a-z0-9_]+\\.)+", "");
  }

  private String unprovenLines() {
    return requirements.titles().entrySet().stream()
        .filter(requirement -> !proofs.tests().containsKey(requirement.getKey()))
        .map(requirement -> "- %s %s".formatted(requirement.getKey(), requirement.getValue()))
        .collect(joining("\n"));
  }
}
