/** What the packages of this module share. Not part of the API. */
package io.kubernaut.health.checks.internal;
