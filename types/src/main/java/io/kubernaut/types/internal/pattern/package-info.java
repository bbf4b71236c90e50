/** Regular expressions whose time grows with the text alone, whoever wrote them. */
package io.kubernaut.types.internal.pattern;
