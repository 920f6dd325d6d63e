"""The shell: the only part that knows MkDocs and Material. It gives the core's pages a frame and puts them into a folder."""
