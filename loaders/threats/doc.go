// Package threats reads what is published about hostile groups in the
// network: STIX bundles, 2.0 and 2.1, and the galaxies of MISP. A group is
// told by its name, under which all sources of the field know it.
package threats
