"""The version, which is that of pom.xml."""

__version__ = "0.1.0.dev0"
