/** The language: expressions, how they are read, checked and written. */
package io.kubernaut.metrics.query.syntax;
