"""Windows installers, cross-built on Linux: everything between the source tree and `setup.exe` and `.msi`."""
