/**
 * Who may do what: principals, groups, roles and permissions, the claims of tokens, and decisions
 * with their reasons.
 *
 * <pre>{@code
 * AccessRules rules =
 *     AccessRules.of(List.of(Role.of("operator", "config/*:read", "silence:*")), List.of());
 * Principal ada = BearerToken.parse(header).claims().principal(USER);      // once it was verified
 * rules.decide(ada, Permission.parse("config/pool:write"), now).reason();  // none of its 1 roles allows it
 * }</pre>
 *
 * <p>Tokens and their hashes never print: not in {@code toString}, and not in messages of
 * exceptions. Claims follow <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>;
 * signatures are not verified here.
 */
package io.kubernaut.types.access;
