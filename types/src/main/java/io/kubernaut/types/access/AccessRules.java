package io.kubernaut.types.access;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides who may do what. A principal has its own roles and those of its groups. What one of them
 * denies is denied; what one of them gives is allowed; everything else is denied.
 *
 * <p>Immutable; safe for any thread.
 */
public final class AccessRules {

  private final Map<String, Role> roles;
  private final Map<String, Group> groups;

  private AccessRules(Map<String, Role> roles, Map<String, Group> groups) {
    this.roles = roles;
    this.groups = groups;
  }

  /**
   * Returns the rules of roles and groups.
   *
   * @param roles the roles
   * @param groups the groups
   * @return the rules
   * @throws IllegalArgumentException if two roles or groups have the same name, or a group has a
   *     role that does not exist
   */
  public static AccessRules of(Collection<Role> roles, Collection<Group> groups) {
    Map<String, Role> byName = byName(roles, Role::name, "role");
    for (Group group : groups) {
      for (String role : group.roles()) {
        if (!byName.containsKey(role)) {
          throw new IllegalArgumentException(
              "Group \"%s\" has the role \"%s\", which does not exist. Define it, or take it away."
                  .formatted(group.name(), role));
        }
      }
    }
    return new AccessRules(byName, byName(groups, Group::name, "group"));
  }

  private static <T> Map<String, T> byName(
      Collection<T> all, Function<T, String> name, String kind) {
    Map<String, T> byName = new LinkedHashMap<>();
    for (T each : all) {
      if (byName.put(name.apply(each), each) != null) {
        throw new IllegalArgumentException(
            "There are two of the %s \"%s\". Keep one.".formatted(kind, name.apply(each)));
      }
    }
    return Map.copyOf(byName);
  }

  /**
   * Decides a question.
   *
   * @param principal who asks
   * @param wanted what is asked for
   * @param now when it was decided
   * @return the answer, and why
   */
  public AccessDecision decide(Principal principal, Permission wanted, Instant now) {
    List<Role> held = roles(principal);
    Optional<String> denied = rule(held, Role::deny, wanted);
    if (denied.isPresent()) {
      return decision(false, principal, wanted, "a role denies it", denied.get(), now);
    }
    Optional<String> allowed = rule(held, Role::allow, wanted);
    return allowed.isPresent()
        ? decision(true, principal, wanted, "a role allows it", allowed.get(), now)
        : decision(
            false, principal, wanted, "none of its " + held.size() + " roles allows it", null, now);
  }

  private List<Role> roles(Principal principal) {
    Set<String> names = new TreeSet<>(principal.roles());
    for (String group : principal.groups()) {
      Group known = groups.get(group);
      names.addAll(known == null ? Set.of() : known.roles());
    }
    return names.stream().flatMap(name -> Stream.ofNullable(roles.get(name))).toList();
  }

  private static Optional<String> rule(
      List<Role> roles, Function<Role, Set<Permission>> permissions, Permission wanted) {
    return roles.stream()
        .flatMap(
            role ->
                permissions.apply(role).stream()
                    .filter(permission -> permission.implies(wanted))
                    .map(permission -> role.name() + " " + permission))
        .findFirst();
  }

  private static AccessDecision decision(
      boolean allowed,
      Principal principal,
      Permission wanted,
      String reason,
      @Nullable String rule,
      Instant now) {
    return new AccessDecision(allowed, principal.id(), wanted, reason, rule, now, Map.of());
  }
}
