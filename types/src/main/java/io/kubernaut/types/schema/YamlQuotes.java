package io.kubernaut.types.schema;

import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;
import java.util.regex.Pattern;

/**
 * Puts every text in quotes and every name that is more than a plain word, so that no reader takes
 * {@code no} for false or {@code <<} for a merge, whatever version of YAML it reads.
 */
final class YamlQuotes extends StringQuotingChecker {

  private static final long serialVersionUID = 1L;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  @Override
  public boolean needToQuoteName(String name) {
    return !PLAIN.matcher(name).matches() || isReservedKeyword(name) || valueHasQuotableChar(name);
  }

  @Override
  public boolean needToQuoteValue(String value) {
    return true;
  }
}
