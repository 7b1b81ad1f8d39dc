package main
import ("encoding/json";"os";"entente/loaders/gazetteer")
func main(){ g,_:=gazetteer.Builtin(); e:=json.NewEncoder(os.Stdout)
 for x:=range g.All(){ e.Encode(map[string]any{"id":x.ID,"type":x.Type,"names":append([]string{x.Label},x.Names...),"codes":x.Codes,"capital":x.Capital,"seats":x.Seats}) } }
