/** Numbers as Go writes them. */
package io.kubernaut.metrics.query.internal.text;
