/** What several packages of this module need, and nobody else sees. */
package io.kubernaut.types.internal;
